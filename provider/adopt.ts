import { z } from "zod";
import { ProviderError } from "./errors.js";
import { LastAct } from "./last-act.js";
import type { Listing } from "./listing.js";
import { local } from "./local.js";
import type { ProblemDetail } from "./problem.js";
import {
  belongsToOther,
  heldByOther,
  existsAlready,
  isAdoptedId,
  nothingToAdopt,
  servesOthers,
  severalMatch,
} from "./refusal.js";
import type { Session } from "./session.js";
import { needsEscaping } from "./shown.js";
import { ownId } from "./object-id.js";
import type { AnySpec } from "./spec.js";
import { withDetail } from "./issues.js";

/**
 * What a resource does about an object that already exists: take over the one with its name (`by-name`), take over
 * the one with this id, or take over none (`never`). A child's id may include its parent's.
 *
 * @param prefix how ids of this kind begin: LiveKit's end in an underscore, Twilio's have 32 digits
 * @param parent how the parent's ids begin, for child objects
 */
export function adoptProp(
  prefix: "ST_" | "SDR_" | "TK" | "CL" | "AL" | "OU" | "CR" | "IP",
  parent?: "TK" | "CL" | "AL",
) {
  const above = parent === undefined ? "" : `(${parent}[0-9a-fA-F]{32}/)?`;
  const id = prefix.endsWith("_") ? `${prefix}\\w+` : `${above}${prefix}[0-9a-fA-F]{32}`;
  const remedy = `write "by-name", "never", or the id of the object to adopt, ${prefix}…`;
  const prop = z
    .string({ error: remedy })
    .regex(
      new RegExp(`^(by-name|never|${id})$`),
      withDetail(({ input }) =>
        input === ""
          ? { code: "empty", message: "is empty", remedy }
          : {
              /** The value of adopt is not the id of an object of this kind. */
              code: "not_an_id",
              message: `"${input}" is not the id of such an object`,
              remedy,
            },
      ),
    )
    .default("never");
  return local(prop);
}

/** Like `adoptProp`, for objects whose names mean nothing: `never`, or an id. */
export function adoptIdProp(prefix: "CR" | "IP" | "CL" | "AL", parent: "TK" | "CL" | "AL") {
  const prop = adoptProp(prefix, parent).refine(
    (adopt) => adopt !== "by-name",
    withDetail({
      /** `adopt: by-name` is set on a kind of object that has no names. */
      code: "no_names",
      message: '"by-name" is not supported for this resource',
      remedy: `write "never", or the id of the object to adopt, ${prefix}…`,
    }),
  );
  return local(prop);
}

/** An object that exists already, where a resource is about to create one. */
export interface Existing<Wire> {
  /** The object, as the cloud answers. */
  readonly wire: Wire;
  /** The ids of duplicates: objects that also belong to this resource and do the same work. They are not needed. */
  readonly duplicates: readonly string[];
}

/**
 * Looks for an existing object before creating one: this resource's own unfinished or lost work, or else the object
 * that `adopt` names. Accepts only an object that serves this stack alone, and refuses any other. A list that lags may
 * still show deleted objects, so each candidate is fetched by its id.
 *
 * @param isResult whether a duplicate, by its id, is the result of a create with an unknown outcome: there was none
 * before it. By default, what a killed run noted decides.
 * @throws ProviderError if the object serves others, if another resource holds it, or if several objects match
 */
export async function findExisting<Wire, Client>(
  spec: AnySpec,
  session: Session,
  client: Client,
  props: Record<string, unknown>,
  isResult?: (id: string) => boolean,
): Promise<Existing<Wire> | undefined> {
  if (!spec.isOurs && !spec.isNamed) return undefined;
  const listing: Listing<Wire> = spec.listing(client, spec.parentOf?.(props) ?? "");
  const all = await listing.all();
  const idOf = (wire: Wire) => spec.fromWire(wire).id;
  const isDuplicate = (wire: Wire) => spec.isDuplicate?.(wire, props) === true;
  const evidence = { client, run: session, holds: (object: string) => session.holders.has(object) };
  const isLeft = isResult ?? (await new LastAct(session, spec, props.owner).mayHaveCreated());
  const isOurs = (wire: Wire) =>
    (isDuplicate(wire) && isLeft(idOf(wire))) || (spec.isOurs?.(wire, props, evidence) ?? false);

  const present = async (wires: readonly Wire[]) =>
    (await Promise.all(wires.map((wire) => listing.look(idOf(wire))))).filter((wire) => wire !== undefined);
  const ours = isAdoptedId(props.adopt) ? [] : await present(await matching(all, isOurs));
  const otherHolder = (wire: Wire) => session.holders.otherHolder(`${spec.type} ${idOf(wire)}`, props.owner);
  // A lagging list made an earlier run create a second object: keep one, and treat the others as duplicates.
  const alike = ours.filter(
    (wire) => isDuplicate(wire) && spec.isNamed?.(wire, props) === true && otherHolder(wire) === undefined,
  );
  const whyNot = async (wire: Wire): Promise<ProblemDetail | undefined> => {
    const id = idOf(wire);
    const holder = otherHolder(wire);
    if (holder !== undefined) return heldByOther(spec, id, holder, props);
    const other = spec.otherOwner?.(wire, props);
    if (other !== undefined) return belongsToOther(spec, id, other, props);
    const objection = await spec.objection?.(wire, props, session);
    if (objection !== undefined) return { ...objection, message: `${id} cannot be adopted: ${objection.message}` };
    const strangers = (await spec.dependents?.(client, wire, props, session)) ?? [];
    if (strangers.length === 0) return undefined;
    const isMarked = ours.some((one) => one === wire);
    return servesOthers(spec, id, strangers, props, isMarked);
  };
  const isWanted = (wire: Wire) => isMeant(spec, wire, idOf(wire), props);
  const fitting = ours.length > 0 ? ours : await present(all.filter(isWanted));
  if (fitting.length > 1 && alike.length === 0) {
    const reasons = await Promise.all(fitting.map(whyNot));
    // Do not suggest an object whose id would be refused, too.
    const free = reasons.indexOf(undefined);
    throw new ProviderError((free < 0 && reasons[0]) || severalMatch(spec, fitting.map(idOf), free, props));
  }
  const [found, ...duplicates] = alike.length > 0 ? alike : fitting;
  if (found === undefined) {
    if (isAdoptedId(props.adopt)) throw new ProviderError(nothingToAdopt(spec, props));
    const [duplicate] = await present(all.filter(isDuplicate));
    // Do not suggest the id of an object that would be refused anyway.
    if (duplicate !== undefined)
      throw new ProviderError((await whyNot(duplicate)) ?? existsAlready(spec, idOf(duplicate), props));
    return undefined;
  }
  const id = idOf(found);
  const reason = await whyNot(found);
  if (reason !== undefined) throw new ProviderError(reason);
  if (!session.holders.take(`${spec.type} ${id}`, props.owner))
    throw new ProviderError(heldByOther(spec, id, undefined, props));
  return { wire: found, duplicates: duplicates.map(idOf) };
}

function isMeant(spec: AnySpec, wire: unknown, id: string, props: Record<string, unknown>): boolean {
  if (isAdoptedId(props.adopt)) return ownId(id) === ownId(props.adopt);
  if (props.adopt !== "by-name" || spec.isNamed?.(wire, props) !== true) return false;
  const { name, friendlyName } = spec.fromWire(wire).props as { name?: string; friendlyName?: string };
  return !needsEscaping(name ?? friendlyName ?? "");
}

async function matching<T>(items: readonly T[], test: (item: T) => boolean | Promise<boolean>): Promise<T[]> {
  const matches = await Promise.all(items.map(test));
  return items.filter((_, index) => matches[index]);
}
