import { findExisting } from "./adopt.js";
import { ApiError, ProviderError } from "./errors.js";
import { LastAct } from "./last-act.js";
import { splitLocal } from "./local.js";
import type { Session } from "./session.js";
import { parentId } from "./object-id.js";
import type { AnySpec } from "./spec.js";

/** The object that a killed run was creating. */
export interface UnrecordedObject {
  /** The id of its resource. */
  readonly id: string;
  /** Its attributes, as the state would have recorded them. A password that the run generated is lost, and empty here. */
  readonly attrs: Readonly<Record<string, unknown>>;
}

/**
 * Finds the object that a killed run of this machine was creating. The object is neither adopted nor changed.
 *
 * @param props the props of that run
 * @returns undefined if the object does not exist, or if nothing proves that this run created it
 */
export async function findLeftBehind(
  spec: AnySpec,
  session: Session,
  props: Readonly<Record<string, unknown>>,
): Promise<UnrecordedObject | undefined> {
  const wire = await (spec.survives ? movedNumber : createdObject)(spec, session, props);
  return wire === undefined ? undefined : spec.fromWire(wire);
}

/** A number is not created. It is on the trunk that the run was moving it to, or nothing happened. */
async function movedNumber(
  spec: AnySpec,
  session: Session,
  props: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  if (!spec.links) return undefined;
  const client = await session.client(spec.cloud);
  const moved: unknown = await spec.listing(client, "").first((wire: unknown) => spec.isMeant?.(wire, props) === true);
  if (moved === undefined) return undefined;
  // For a number that is on its trunk, this changes nothing. It returns what the run noted of the number's past.
  const { sent, local } = splitLocal(spec.props.shape, props);
  return spec.create(client, sent, { local, run: session });
}

async function createdObject(
  spec: AnySpec,
  session: Session,
  props: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const client = await session.client(spec.cloud);
  const parent = spec.parentOf?.(props) ?? "";
  const last = new LastAct(session, spec, props.owner);
  const { created } = await last.leftBehind();
  if (created !== undefined && parentId(created) === parent) {
    const noted: unknown = await spec.listing(client, parent).look(created);
    // What it was created on may be gone by now, and with it the evidence.
    if (noted !== undefined && spec.links && spec.isDuplicate?.(noted, props) === true) return noted;
  }
  try {
    const mayBeLeft = await last.mayHaveCreated();
    const strict = { ...props, adopt: "never" };
    const found = await findExisting<unknown, unknown>(spec, session, client, strict, mayBeLeft);
    return found && mayBeLeft(spec.fromWire(found.wire).id) ? found.wire : undefined;
  } catch (error) {
    if (!(error instanceof ProviderError) || error instanceof ApiError) throw error;
    return undefined;
  }
}
