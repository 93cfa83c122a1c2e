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

/** The props of a resource, as far as they are known before it exists. */
export interface Linked {
  readonly props: Readonly<Record<string, unknown>>;
  /** Props that stay unknown or secret: the object's own values stand for them. */
  readonly open: readonly string[];
}

/**
 * The props of a resource with the ids of what was taken before it.
 *
 * @throws UnlinkedError where an object that it hangs on was not found
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
