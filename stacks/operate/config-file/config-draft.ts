import { isMap } from "yaml";
import type { Config } from "@arkenos/stacks/config-schema";
import { moveAnchor } from "./anchors.js";
import { ConfigDocument } from "./config-document.js";
import { quoted, renamed, textOf } from "./keys.js";

/** A number's entry in the config. Omitted fields have their defaults. */
export type NumberEntry = Partial<Config["numbers"][string]>;

const NUMBERS = "arkenos:numbers";
const AGENTS = "arkenos:agents";

/** A stack's config file during an edit of its numbers and agents. */
export class ConfigDraft extends ConfigDocument {
  /** A number's entry in the config; undefined if the config does not list the number. */
  number(number: string): NumberEntry | undefined {
    return this.numbers()[number];
  }

  /** The numbers of the merged config, not validated yet. */
  numbers(): Readonly<Record<string, NumberEntry>> {
    return this.members(NUMBERS) as Record<string, NumberEntry>;
  }

  /** Sets these fields of a number and keeps its other fields. Removes a field whose value is undefined. */
  setNumber(number: string, entry: NumberEntry): void {
    const current = this.number(number);
    if (current && isSame(current, { ...current, ...entry })) return;
    const wanted = { ...current, ...entry };
    const numbers = this.map(NUMBERS);
    const known = numbers.get(number, true);
    if (isMap(known)) {
      moveAnchor(this.document, known);
      for (const [field, value] of Object.entries(entry)) {
        if (value === undefined) known.delete(field);
        else known.set(field, value);
      }
    }
    if (isSame(this.number(number), wanted)) return;
    // A value that comes from an alias or a merge is shared with other numbers.
    numbers.delete(number);
    numbers.add(this.document.createPair(quoted(number), this.inSiblingStyle(numbers, wanted)));
  }

  /**
   * Removes a number from the config.
   * @throws ConfigFileError if one of the stack's environments would add it back
   */
  removeNumber(number: string): void {
    this.remove(NUMBERS, number);
  }

  /** The agents of the merged config, not validated yet. */
  agents(): Readonly<Record<string, object>> {
    return this.members(AGENTS) as Record<string, object>;
  }

  /**
   * Adds an agent.
   * @returns whether the config did not have it
   */
  addAgent(id: string, persona: object): boolean {
    if (Object.hasOwn(this.agents(), id)) return false;
    this.map(AGENTS).set(id, this.document.createNode(persona));
    return true;
  }

  /**
   * Renames an agent, without updating references to it.
   * @throws ConfigFileError as {@link removeAgent} does
   */
  renameAgent(id: string, newId: string): void {
    const { [id]: persona } = this.agents();
    const agents = this.map(AGENTS);
    const pair = agents.items.find(({ key }) => textOf(key) === id);
    if (pair) pair.key = renamed(pair.key, newId);
    // The agent came from a merge, so write it out under the new id.
    else agents.set(newId, this.document.createNode(persona));
    this.remove(AGENTS, id);
  }

  /**
   * Removes an agent from the config.
   * @throws ConfigFileError if one of the stack's environments would add it back
   */
  removeAgent(id: string): void {
    this.remove(AGENTS, id);
  }
}

function isSame(current: NumberEntry = {}, wanted: NumberEntry): boolean {
  const fields = [...Object.keys(current), ...Object.keys(wanted)] as (keyof NumberEntry)[];
  return fields.every((field) => current[field] === wanted[field]);
}
