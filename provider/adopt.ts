import { z } from "zod";
import { ProviderError } from "./errors.js";
import type { Session } from "./session.js";
import type { AnySpec } from "./spec.js";

/**
 * What to do about an object that already exists when this one is to be made: take the one of this
 * name, take the one of this id, or make a new one whatever there is.
 */
export const adoptProp = z
  .string({ error: 'write "by-name", "never", or the id of the object to adopt' })
  .min(1, 'is empty; write "by-name", "never", or the id of the object to adopt')
  .default("never")
  .meta({ local: true });

/**
 * Looks for the object before it is made: the one that an interrupted run of this resource left, else
 * the one that `adopt` means.
 *
 * @throws ProviderError if `adopt` means several objects, none, or one that serves somebody else
 */
export async function findExisting<Wire, Client>(
  spec: AnySpec,
  session: Session,
  client: Client,
  props: Record<string, unknown>,
): Promise<Wire | undefined> {
  if (!spec.isOurs && !spec.isNamed) return undefined;
  const all: Wire[] = await spec.listing(client, spec.parentOf?.(props) ?? "").all();
  const idOf = (wire: Wire) => spec.fromWire(wire).id;
  const describe = (wires: Wire[]) => wires.map(idOf).join(" and ");

  const ours = all.filter((wire) => spec.isOurs?.(wire, props));
  const wanted = ours.length > 0 ? ours : all.filter((wire) => isWanted(spec, wire, idOf(wire), props));
  if (wanted.length > 1) {
    throw new ProviderError(
      `${describe(wanted)} are both the ${spec.type} that adopt: "${props.adopt}" means; delete one, rename one, or set adopt to the id of the one to keep`,
    );
  }
  const [found] = wanted;
  if (found === undefined) {
    if (isId(props.adopt))
      throw new ProviderError(
        `adopt: there is no ${spec.type} ${props.adopt} in this account; correct the id, or set adopt: "never"`,
      );
    return undefined;
  }
  const objection = await spec.foreign?.(client, found, props);
  if (objection !== undefined) throw new ProviderError(`${idOf(found)} is not adopted: ${objection}`);
  if (!session.claim(`${spec.type} ${idOf(found)}`)) {
    throw new ProviderError(
      `${idOf(found)} was taken by another ${spec.type} of this stack a moment ago; give the two different names`,
    );
  }
  return found;
}

function isWanted(spec: AnySpec, wire: unknown, id: string, props: Record<string, unknown>): boolean {
  if (isId(props.adopt)) return id === props.adopt;
  return props.adopt === "by-name" && spec.isNamed?.(wire, props) === true;
}

function isId(adopt: unknown): adopt is string {
  return typeof adopt === "string" && adopt !== "by-name" && adopt !== "never";
}
