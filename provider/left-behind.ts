import type { ZodType } from "zod";
import { findExisting } from "./adopt.js";
import { ApiError, ProviderError } from "./errors.js";
import { LastAct } from "./last-act.js";
import type { Session } from "./session.js";
import { type AnySpec, parentId } from "./spec.js";

/**
 * Finds the object that a killed run of this machine was creating. The object is neither adopted nor changed.
 *
 * @param props the props of that run
 * @returns its id; undefined if it does not exist, or if nothing proves that this run created it
 */
export async function findLeftBehind(
  spec: AnySpec,
  session: Session,
  props: Readonly<Record<string, unknown>>,
): Promise<string | undefined> {
  // A secret that the run generated is lost with its answer: creating the resource again finds the object and renews it.
  if (Object.values<ZodType>(spec.attrs.shape).some((field) => field.meta()?.secret)) return undefined;
  const client = await session.client(spec.cloud);
  const parent = spec.parentOf?.(props) ?? "";
  const listing = spec.listing(client, parent);
  if (spec.survives) {
    // A number is not created. It is on the trunk that the run was moving it to, or nothing happened.
    if (!spec.links) return undefined;
    const moved: unknown = await listing.first((wire: unknown) => spec.isMeant?.(wire, props) === true);
    return moved === undefined ? undefined : spec.fromWire(moved).id;
  }
  const last = new LastAct(session, spec, props.owner);
  const { created } = await last.leftBehind();
  if (created !== undefined && parentId(created) === parent) {
    const noted: unknown = await listing.look(created);
    // What it was created on may be gone by now, and with it the evidence.
    if (noted !== undefined && spec.links && spec.isDuplicate?.(noted, props) === true) return created;
  }
  try {
    const found = await findExisting(spec, session, client, { ...props, adopt: "never" });
    const id = found && spec.fromWire(found.wire).id;
    return id !== undefined && (await last.mayHaveCreated(id)) ? id : undefined;
  } catch (error) {
    if (!(error instanceof ProviderError) || error instanceof ApiError) throw error;
    return undefined;
  }
}
