import { z } from "zod";
import { ProviderError } from "./errors.js";
import type { Session } from "./session.js";
import { type AnySpec, ownId } from "./spec.js";

/**
 * What to do about an object that already exists when this one is to be made: take the one of this
 * name, take the one of this id, or make a new one whatever there is. A child's id may carry its parent's.
 *
 * @param prefix how ids of this kind begin: LiveKit's end in an underscore, Twilio's have 32 digits
 */
export function adoptProp(prefix: "ST_" | "SDR_" | "TK" | "CL" | "AL" | "OU") {
  const parent = prefix === "OU" ? "(TK[0-9a-fA-F]{32}/)?" : "";
  const id = prefix.endsWith("_") ? `${prefix}\\w+` : `${parent}${prefix}[0-9a-fA-F]{32}`;
  const remedy = `write "by-name", "never", or the id of the object to adopt, ${prefix}…`;
  return z
    .string({ error: remedy })
    .regex(new RegExp(`^(by-name|never|${id})$`), {
      error: ({ input }) =>
        input === "" ? `is empty; ${remedy}` : `"${input}" is not the id of such an object; ${remedy}`,
    })
    .default("never")
    .meta({ local: true });
}

/**
 * How a program, and a stack's config, say that this very object is meant. The stack's key is the noun's; a command
 * that turned a plain "never" into ids alone would let the other objects be adopted by name.
 */
export function adoptRemedy(spec: Pick<AnySpec, "type">, id: string, adopt: unknown): string {
  const [, noun = ""] = spec.type.split(":");
  const inProgram = `set adopt: "${ownId(id)}" on the resource`;
  // The stack program makes every kind but this one.
  if (noun === "IpAccessControlList") return inProgram;
  const setting = (key: string, value: string, between: string) => `arkenos:adopt.${key}${between}${value}`;
  const key = noun.charAt(0).toLowerCase() + noun.slice(1);
  const command =
    adopt === "never"
      ? `config set-all --path --plaintext ${setting("default", "never", "=")} --plaintext ${setting(key, ownId(id), "=")}`
      : `config set --path ${setting(key, ownId(id), " ")}`;
  return `${inProgram}, or, in a stack's config, run pulumi ${command}`;
}

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
      `${describe(wanted)} are both the ${spec.type} that adopt: "${props.adopt}" means; delete one, rename one, or name the one to keep: ${adoptRemedy(spec, idOf(wanted[0] as Wire), props.adopt)}`,
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
  if (isId(props.adopt)) return ownId(id) === ownId(props.adopt);
  return props.adopt === "by-name" && spec.isNamed?.(wire, props) === true;
}

function isId(adopt: unknown): adopt is string {
  return typeof adopt === "string" && adopt !== "by-name" && adopt !== "never";
}
