import { findExisting } from "./adopt.js";
import { ApiError, NotFoundError } from "./errors.js";
import { LastAct } from "./last-act.js";
import type { Listing } from "./listing.js";
import { creating } from "./retry.js";
import type { Session } from "./session.js";
import { parted } from "./local.js";
import type { AnySpec } from "./spec.js";

/** The first pause between two looks for what a stopped run was creating, in milliseconds; each is twice the one before. */
const FIRST_PAUSE_MS = 1_000;

/**
 * Makes a resource's object, unless it is there: its own unfinished or lost work, or what `adopt` means.
 *
 * @returns what the cloud holds now
 * @throws ProviderError, ApiError, UnfinishedError
 */
export async function takeOrMake(
  spec: AnySpec,
  session: Session,
  client: unknown,
  props: Record<string, unknown>,
): Promise<unknown> {
  const { sent, local } = parted(spec.props.shape, props);
  const guide = { local, run: session };
  const siblings: Listing<unknown> = spec.listing(client, spec.parentOf?.(props) ?? "");
  const find = async (before?: ReadonlySet<string>) => {
    const existing = await findExisting<unknown, unknown>(spec, session, client, props, before);
    for (const id of existing?.twins ?? []) await removeTwin(id, spec.fromWire(existing?.wire).id);
    return existing?.wire;
  };
  const removeTwin = async (id: string, taken: string) => {
    session.say(`${spec.type} ${id} is deleted: ${taken} does the same work`);
    await spec.delete(client, id, {}, session).catch((error: unknown) => {
      if (!(error instanceof NotFoundError)) throw error;
    });
    await siblings.drop(id);
  };
  // A kind that is not looked for can be made twice without harm.
  const last = new LastAct(session, spec, spec.isOurs && !spec.survives ? props.owner : undefined);

  const findLate = async (patienceMs: number) => {
    session.say(
      `The last run was stopped while it created a ${spec.type}, which ${spec.cloud.name}'s lists may not show yet; waiting for it, ${Math.ceil(patienceMs / 1_000)} seconds at most`,
    );
    for (let left = patienceMs, pause = FIRST_PAUSE_MS; left > 0; left -= pause, pause *= 2) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(pause, left)));
      siblings.forget();
      const late = await find();
      if (late !== undefined) return late;
    }
    return undefined;
  };
  const refind = async () => {
    const before = await siblings.known();
    siblings.forget();
    await last.creating();
    return find(before);
  };
  const make = async () => {
    await last.creating();
    try {
      return await spec.create(client, sent, guide);
    } catch (error) {
      if (error instanceof ApiError && !error.uncertain) await last.ended();
      throw error;
    }
  };

  const patienceMs = await last.hiddenForMs();
  const found = (await find()) ?? (patienceMs > 0 ? await findLate(patienceMs) : undefined);
  const { wire, isNew } = found === undefined ? await creating(make, refind) : { wire: found, isNew: false };
  // Of an object that was only found, neither its sub-resources nor what is never read back are known to be right.
  return isNew || !spec.update ? wire : spec.update(client, spec.fromWire(wire).id, sent, {}, guide);
}
