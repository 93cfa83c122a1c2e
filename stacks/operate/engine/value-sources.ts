import { clearProps } from "./clear-props.js";
import type { StateResource } from "./state.js";

/**
 * Which resource a value comes from, for a resource whose dependencies are not recorded: an input that equals an output
 * of an earlier resource depends on it. A coincidence adds a needless dependency on an earlier resource, which only
 * delays its deletion.
 */
export class ValueSources {
  readonly #urns = new Map<string, string>();

  add({ urn, id, outputs }: StateResource): void {
    for (const value of [id, ...textsIn(clearProps(outputs))])
      if (value !== undefined && !this.#urns.has(value)) this.#urns.set(value, urn);
  }

  /** The URNs of the resources from which inputs come. */
  of(inputs: Readonly<Record<string, unknown>>): string[] {
    const { __provider, ...props } = inputs;
    return [...new Set(textsIn(props).flatMap((text) => this.#urns.get(text) ?? []))];
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
