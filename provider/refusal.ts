import type { ProblemDetail, Problem } from "./problem.js";
import { ownId } from "./object-id.js";
import type { AnySpec } from "./spec.js";

type Data = Readonly<Record<string, unknown>>;

/** The object in the state no longer exists. */
export function deletedOutside({ type }: AnySpec, id: string): ProblemDetail {
  return {
    code: "deleted_outside",
    message: `${type} ${id} was deleted outside this stack`,
    remedy: "to create it again, run pulumi up --refresh",
  };
}

/** Another stack's marker is now on an object that the state holds. */
export function takenOver(spec: AnySpec, id: string, other: string): ProblemDetail {
  return {
    code: "taken_over",
    message: `${spec.type} ${id} now belongs to ${other} and was not changed`,
    remedy: "remove it from this program, and from its state with pulumi state delete",
  };
}

/** An existing object carries another stack's marker. */
export function belongsToOther(spec: AnySpec, id: string, other: string, props: Data): ProblemDetail {
  const transfer =
    spec.importFlag &&
    `. To hand it over, run arkenos import ${spec.importFlag} ${id} here, then pulumi state delete there`;
  return {
    /** An object is not adopted, because it belongs to another stack. */
    code: "belongs_to_other_stack",
    message: `${id} cannot be adopted: it belongs to ${other}, and this resource is ${ownerOf(props)}`,
    remedy: `${leaveAlone(id, props)}, or, if the resource was renamed, give it an alias with its old name${transfer ?? ""}`,
  };
}

/**
 * Something outside this stack depends on an existing object.
 * @param isMarked whether the object was found by its owner, which no other name of the resource's object changes
 */
export function servesOthers(
  spec: AnySpec,
  id: string,
  strangers: readonly string[],
  props: Data,
  isMarked: boolean,
): ProblemDetail {
  const [verb, be, pronoun] = strangers.length === 1 ? ["depends", "is", "it"] : ["depend", "are", "them"];
  const rename = isMarked ? "rename this stack with pulumi stack rename" : `use a different name for this ${spec.type}`;
  const otherwise = isAdoptedId(props.adopt) ? `remove ${ownId(id)} from adopt` : rename;
  return {
    /** An object is not adopted, because it serves something that this stack does not have. */
    code: "serves_others",
    message: `${id} cannot be adopted: ${list(strangers)} ${verb} on it and ${be} not in this stack (${ownerOf(props)})`,
    remedy: `Add ${pronoun} to the config, move ${pronoun} off ${id}, or ${otherwise}`,
  };
}

/** How to leave an existing object alone, as an imperative. */
export function leaveAlone(id: string, { adopt }: Data): string {
  return isAdoptedId(adopt) ? `Remove ${ownId(id)} from adopt` : "Use a different name (namePrefix)";
}

/** Whether `adopt` names one object by its id. */
export function isAdoptedId(adopt: unknown): adopt is string {
  return typeof adopt === "string" && adopt !== "by-name" && adopt !== "never";
}

/** The cloud would refuse the new object because a duplicate exists. */
export function existsAlready(spec: AnySpec, id: string, props: Data): ProblemDetail {
  return {
    code: "exists_already",
    message: `${id} already exists, and there is no evidence that this stack (${ownerOf(props)}) owns it`,
    remedy: `To keep it unmanaged, change ${spec.uniqueBy ?? "the name"}; to adopt it, ${adoptRemedy(spec, id, props)}`,
  };
}

/**
 * Another resource of the same stack holds the object.
 * @param holder that resource's owner, if it has one
 */
export function heldByOther(spec: AnySpec, id: string, holder: unknown, props: Data): ProblemDetail {
  const both = typeof holder === "string" ? `: to ${holder}, and this is ${ownerOf(props)}` : "";
  return {
    /** An object belongs to another resource of the same stack. */
    code: "held_by_other_resource",
    message: `${id} belongs to another ${spec.type} of this stack${both}`,
    remedy: isAdoptedId(props.adopt)
      ? `remove ${ownId(id)} from adopt`
      : "give the two resources different names, or remove one of them",
  };
}

/**
 * `adopt` matches several objects.
 * @param free the index of one that would not be refused by its id
 */
export function severalMatch(spec: AnySpec, ids: readonly string[], free: number, props: Data): ProblemDetail {
  return {
    /** Several objects fit what adopt says. */
    code: "several_fit",
    message: `${list(ids)} ${ids.length === 2 ? "both" : "all"} match adopt: "${String(props.adopt)}"`,
    remedy: `delete one, rename one, or name the one to keep: ${adoptRemedy(spec, ids[free] ?? "", props)}`,
  };
}

/** `adopt` names an id that does not exist. */
export function nothingToAdopt(spec: AnySpec, props: Data): Problem {
  const ofParent = "trunkSid" in props ? "on its trunk" : "in its list";
  const place = spec.parentOf ? ofParent : "in this account";
  return {
    path: ["adopt"],
    /** The object that adopt names does not exist. */
    code: "nothing_to_adopt",
    message: `there is no ${spec.type} ${String(props.adopt)} ${place}`,
    remedy: 'correct the id, or set adopt: "never"',
  };
}

/** `one`, `one and two`, `one, two and three`. */
export function list(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

function ownerOf({ owner }: Data): string {
  return typeof owner === "string" && owner !== "" ? owner : "no owner set";
}

/**
 * How to say in a program, and in a stack's config, that this exact object is meant. Keeps a default of "never" in the
 * command: a config of ids alone would allow the other objects to be adopted by name.
 */
export function adoptRemedy({ adoptKey }: Pick<AnySpec, "adoptKey">, id: string, props: Data): string {
  const inProgram = `set adopt: "${ownId(id)}" on the resource`;
  if (!adoptKey) return inProgram;
  const setting = (key: string, value: string, between: string) => `arkenos:adopt.${key}${between}${value}`;
  const key = adoptKey(props);
  const command =
    props.adopt === "never"
      ? `config set-all --path --plaintext ${setting("default", "never", "=")} --plaintext ${setting(key, ownId(id), "=")}`
      : `config set --path ${setting(key, ownId(id), " ")}`;
  return `${inProgram}, or, in a stack's config, run pulumi ${command}`;
}
