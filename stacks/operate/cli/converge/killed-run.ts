import { resources } from "@arkenos/provider";
import { type AnySpec, findLeftBehind, type Session } from "@arkenos/provider/clouds";
import { clearProps } from "../../engine/clear-props.js";
import type { CreatedObject } from "../../engine/pending.js";
import type { EngineStack } from "../../engine/stack.js";
import type { StateResource } from "../../engine/state.js";
import { nounOf } from "../../object-words.js";
import type { Context } from "../stack/context.js";
import { sessionOf } from "../stack/session.js";

/**
 * Records in the state what a killed run of this machine was doing, so that the next run continues from there even if the
 * config has changed since: what left the config is deleted, and what stayed is not created again.
 *
 * @returns the URNs of what it was creating and was not found
 */
export async function recordKilledRun({ io }: Context, stack: EngineStack): Promise<readonly string[]> {
  const { resources: known = [], pending_operations: pending = [] } = await stack.state();
  if (pending.length === 0 && !(await stack.hasJournal())) return [];
  const held = await stack.config();
  const session = sessionOf(held, io.env);
  for (const { type, id, inputs } of known) hold(session, type, id, inputs);
  const created = new Map<string, CreatedObject>();
  for (const { type, resource } of pending) {
    const noun = type === "creating" ? nounOf(resource.type) : undefined;
    if (noun === undefined) continue;
    const spec: AnySpec = resources[noun].spec;
    // A secret does not identify an object.
    const found = await findLeftBehind(spec, session, clearProps(resource.inputs));
    if (found === undefined) continue;
    hold(session, resource.type, found.id, resource.inputs);
    created.set(resource.urn, { id: found.id, outputs: { ...found.attrs, account: session.account(spec.cloud) } });
  }
  await stack.recordPending(created);
  return pending.filter(({ type, resource }) => type === "creating" && !created.has(resource.urn)).map(urnOf);
}

function urnOf({ resource }: { readonly resource: StateResource }): string {
  return resource.urn;
}

/** What depends on an object of the stack belongs to the stack, too. */
function hold(session: Session, type: string, id: string | undefined, inputs: StateResource["inputs"] = {}): void {
  const noun = nounOf(type);
  if (noun && id) session.holders.hold(`${resources[noun].spec.type} ${id}`, inputs.owner);
}
