import { findExisting } from "./adopt.js";
import { ApiError, NotFoundError, ProviderError } from "./errors.js";
import { LastAct } from "./last-act.js";
import type { Listing } from "./listing.js";
import { creating, MAX_LIST_LAG_MS } from "./retry.js";
import type { Session } from "./session.js";
import { splitLocal } from "./local.js";
import { parentId } from "./object-id.js";
import type { AnySpec } from "./spec.js";

/**
 * The delay before the second lookup of an object that a stopped run was creating, in milliseconds. It doubles each
 * time.
 */
const FIRST_PAUSE_MS = 1_000;

/** The remedy if a cloud cannot find the parent of an object that is being created. */
const PARENT_GONE = "Its parent was deleted outside this stack: to create the parent again, run pulumi up --refresh";

/**
 * Creates a resource's object unless it exists: as this resource's own unfinished or lost work, or as the object that
 * `adopt` names.
 *
 * @returns the object as the cloud holds it now
 * @throws ProviderError, ApiError, UnfinishedError
 */
export async function findOrCreate(
  spec: AnySpec,
  session: Session,
  client: unknown,
  props: Record<string, unknown>,
): Promise<unknown> {
  const { sent, local } = splitLocal(spec.props.shape, props);
  const guide = { local, run: session };
  const parent = spec.parentOf?.(props) ?? "";
  const siblings: Listing<unknown> = spec.listing(client, parent);
  // A kind that is never looked up can be created twice without harm.
  const last = new LastAct(session, spec, spec.isOurs && !spec.survives ? props.owner : undefined);
  const mayBeLeft = await last.mayHaveCreated();
  const find = async (isResult = mayBeLeft) => {
    const existing = await findExisting<unknown, unknown>(spec, session, client, props, isResult);
    for (const id of existing?.duplicates ?? []) await removeDuplicate(id, spec.fromWire(existing?.wire).id);
    return existing?.wire;
  };
  const removeDuplicate = async (id: string, taken: string) => {
    session.say({ code: "twin_deleted", message: `Deleted ${spec.type} ${id}, a duplicate of ${taken}` });
    await spec.delete(client, id, {}, session).catch((error: unknown) => {
      if (!(error instanceof NotFoundError)) throw error;
    });
    await siblings.drop(id);
  };
  const findLate = async (timeoutMs: number, reason: string) => {
    session.say({
      /** A cloud's lists may not show an object yet, so the provider waits and lists again. */
      code: "looking_again",
      message: `${reason}, and ${spec.cloud.name}'s lists may be stale; retrying for up to ${Math.ceil(timeoutMs / 1_000)} seconds`,
    });
    for (let left = timeoutMs, pause = FIRST_PAUSE_MS; left > 0; left -= pause, pause *= 2) {
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
    return find(before && ((id) => !before.has(id)));
  };
  const make = async () => {
    await last.creating();
    try {
      return await spec.create(client, sent, guide);
    } catch (error) {
      if (error instanceof ApiError && !error.uncertain) await last.ended();
      if (error instanceof NotFoundError && spec.links)
        throw new ProviderError({ ...error.detail, remedy: PARENT_GONE });
      throw error;
    }
  };

  const makeUnlessHidden = async () => {
    try {
      return await creating(make, refind);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code === undefined || error.code !== spec.existsCode) throw error;
      const hidden = await findLate(MAX_LIST_LAG_MS, `The account has such a ${spec.type} already`);
      if (hidden === undefined) throw error;
      return { wire: hidden, isNew: false };
    }
  };

  const { created, hiddenForMs } = await last.leftBehind();
  const findIfHidden = () => {
    if (hiddenForMs > 0) return findLate(hiddenForMs, `The last run was stopped while it created a ${spec.type}`);
    if (!session.found.has(parent) || !spec.allowsDuplicates) return undefined;
    return findLate(MAX_LIST_LAG_MS, `The state did not know ${parent}, which may have a ${spec.type} already`);
  };

  // A lagging list may not show the created object, but it can be fetched by its id. One under another parent is the
  // object that this one replaces.
  if (created !== undefined && parentId(created) === parent) await siblings.look(created);
  const found = (await find()) ?? (await findIfHidden());
  const { wire, isNew } = found === undefined ? await makeUnlessHidden() : { wire: found, isNew: false };
  if (!isNew) session.found.add(spec.fromWire(wire).id);
  // An object that was only found may lack sub-resources, and its write-only fields are unknown: update it.
  return isNew || !spec.update ? wire : spec.update(client, spec.fromWire(wire).id, sent, {}, guide);
}
