import { resources } from "@arkenos/provider";
import type { Link } from "@arkenos/provider/clouds";
import { hasUnknown, isSecret, isUnknown } from "@arkenos/provider/values/markers";
import type { Noun } from "../observe/observed.js";
import type { ImportedObject } from "./imported-object.js";

type Props = Readonly<Record<string, unknown>>;

/** A prop refers to an object that was not found. */
export class UnlinkedError extends Error {
  readonly noun: string;

  constructor(noun: string) {
    super(`${noun} was not found`);
    this.noun = noun;
  }
}

/** The props of a resource that are known before it exists. */
export interface Linked {
  readonly props: Readonly<Record<string, unknown>>;
  /** Props that stay unknown or secret. Their values come from the object itself. */
  readonly open: readonly string[];
}

/**
 * The props of a resource, with the ids of objects imported before it.
 *
 * @throws UnlinkedError if an object that it refers to was not found
 */
export function linked(noun: Noun, props: Props, taken: readonly ImportedObject[]): Linked {
  const links: Readonly<Record<string, Link | undefined>> = resources[noun].spec.links ?? {};
  const all = Object.entries(props).map(([name, value]): [string, unknown] => {
    const link = links[name];
    if (link === undefined || !hasUnknown(value)) return [name, value];
    const found = taken.find((each) => each.noun === link.noun);
    if (!found) throw new UnlinkedError(link.noun);
    const known = link.output === undefined ? found.id : found.outputs[link.output];
    return [name, link.isList ? [known] : known];
  });
  const open = all.filter(([, value]) => isUnknown(value) || isSecret(value)).map(([name]) => name);
  return { props: Object.fromEntries(all.filter(([name]) => !open.includes(name))), open };
}
