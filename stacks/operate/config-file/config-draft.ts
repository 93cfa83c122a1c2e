import { type Document, isMap, isPair, YAMLMap } from "yaml";
import type { Config } from "@arkenos/stacks/config-schema";
import { isMergeKey, quoted, renamed, textOf } from "./keys.js";
import { moveAnchor } from "./anchors.js";
import { ConfigFileError } from "./config-file-error.js";
import { type LowerLayers, environmentOf, merged, type Values } from "./merged-config.js";
import { parseConfig } from "./parsing.js";
import { render } from "./rendering.js";
import { weave } from "./weave.js";

/** A number's entry in the config. Omitted fields have their defaults. */
export type NumberEntry = Partial<Config["numbers"][string]>;

const NUMBERS = "arkenos:numbers";
const AGENTS = "arkenos:agents";
const EXAMPLES: Readonly<Record<string, string>> = {
  [NUMBERS]: '"+15105550100": { agent: reception }',
  [AGENTS]: "reception: { systemPrompt: … }",
};

/** A stack's config file during an edit. Comments, order, quotes and encrypted values are preserved. */
export class ConfigDraft {
  readonly #file: string;
  readonly #text: string;
  readonly #document: Document;

  readonly #project: Values;
  readonly #environment: Values;

  /** @throws ConfigFileError with the line and column of a YAML error */
  constructor(text: string, file: string, beneath: LowerLayers = {}) {
    this.#file = file;
    this.#text = text;
    this.#document = parseConfig(text, file);
    this.#project = beneath.project ?? {};
    this.#environment = this.#document.has("environment") ? environmentOf(this.values(), beneath) : {};
  }

  /** A number's entry in the config; undefined if the config does not list the number. */
  number(number: string): NumberEntry | undefined {
    return this.numbers()[number];
  }

  /** The numbers of the merged config, not validated yet. */
  numbers(): Readonly<Record<string, NumberEntry>> {
    return this.#unfolded(NUMBERS, this.merged()[NUMBERS]) as Record<string, NumberEntry>;
  }

  /** Sets these fields of a number and keeps its other fields. Removes a field whose value is undefined. */
  setNumber(number: string, entry: NumberEntry): void {
    const current = this.number(number);
    if (current && isSame(current, { ...current, ...entry })) return;
    const wanted = { ...current, ...entry };
    const numbers = this.#map(NUMBERS);
    const known = numbers.get(number, true);
    if (isMap(known)) {
      moveAnchor(this.#document, known);
      for (const [field, value] of Object.entries(entry)) {
        if (value === undefined) known.delete(field);
        else known.set(field, value);
      }
    }
    if (isSame(this.number(number), wanted)) return;
    // A value that comes from an alias or a merge is shared with other numbers.
    numbers.delete(number);
    numbers.add(this.#document.createPair(quoted(number), this.#inSiblingStyle(numbers, wanted)));
  }

  /**
   * Removes a number from the config.
   * @throws ConfigFileError if one of the stack's environments would add it back
   */
  removeNumber(number: string): void {
    this.#remove(NUMBERS, number);
  }

  /** The agents of the merged config, not validated yet. */
  agents(): Readonly<Record<string, object>> {
    return this.#unfolded(AGENTS, this.merged()[AGENTS]) as Record<string, object>;
  }

  /**
   * Adds an agent.
   * @returns whether the config did not have it
   */
  addAgent(id: string, persona: object): boolean {
    if (Object.hasOwn(this.agents(), id)) return false;
    this.#map(AGENTS).set(id, this.#document.createNode(persona));
    return true;
  }

  /**
   * Renames an agent, without updating references to it.
   * @throws ConfigFileError as {@link removeAgent} does
   */
  renameAgent(id: string, newId: string): void {
    const { [id]: persona } = this.agents();
    const agents = this.#map(AGENTS);
    const pair = agents.items.find(({ key }) => textOf(key) === id);
    if (pair) pair.key = renamed(pair.key, newId);
    // The agent came from a merge, so write it out under the new id.
    else agents.set(newId, this.#document.createNode(persona));
    this.#remove(AGENTS, id);
  }

  /**
   * Removes an agent from the config.
   * @throws ConfigFileError if one of the stack's environments would add it back
   */
  removeAgent(id: string): void {
    this.#remove(AGENTS, id);
  }

  /** Sets a key to a value that is not secret. */
  set(key: keyof Config, value: string | object): void {
    // Replacing a text with a text keeps the comment.
    const node = typeof value === "string" ? value : this.#document.createNode(value);
    this.#config().set(`arkenos:${key}`, node);
  }

  /** Removes a key from the config. */
  unset(key: keyof Config): void {
    this.#config().delete(`arkenos:${key}`);
  }

  /** All keys of the config with their values. Encrypted values have the form `{ secure: … }`. */
  values(): Values {
    const config = this.#document.get("config", true);
    return isMap(config) ? (config.toJS(this.#document) as Values) : {};
  }

  /** All keys of the config, as the engine will merge it with the config of the project and the environments. */
  merged(): Values {
    return merged(this.values(), this.#environment, this.#project);
  }

  /** The file's new text. */
  toString(): string {
    const after = render(this.#document, this.#text);
    const woven = weave(this.#text, render(parseConfig(this.#text, this.#file), this.#text), after);
    const isSame = woven !== undefined && JSON.stringify(this.#readAgain(woven)) === JSON.stringify(this.#document);
    return isSame ? woven : after;
  }

  /** Parses the text again: a patch that was applied at the wrong place may have changed its meaning. */
  #readAgain(text: string): Document | undefined {
    try {
      return parseConfig(text, this.#file);
    } catch {
      return undefined;
    }
  }

  #config(): YAMLMap {
    const config = this.#document.get("config", true);
    if (isMap(config)) return config;
    const made = new YAMLMap();
    this.#document.set("config", made);
    return made;
  }

  /**
   * Removes a member from a map.
   * @throws ConfigFileError if one of the stack's environments would add it back
   */
  #remove(key: string, member: string): void {
    const isThere = () => Object.hasOwn(this.#unfolded(key, this.merged()[key]), member);
    if (!isThere()) return;
    const map = this.#map(key);
    const pair = map.items.find((each) => textOf(each.key) === member);
    moveAnchor(this.#document, pair?.value);
    map.items = map.items.filter((each) => each !== pair);
    if (!isThere()) return;
    const { [member]: _, ...others } = map.toJS(this.#document) as Record<string, object>;
    const unmerged = map.items.filter((each) => !isMergeKey(each.key));
    if (unmerged.length < map.items.length) {
      // A merge cannot omit one of its keys, so write out its other keys.
      map.items = unmerged;
      for (const [other, entry] of Object.entries(others))
        if (!map.has(other)) map.add(this.#document.createPair(quoted(other), this.#inSiblingStyle(map, entry)));
    }
    if (!isThere()) return;
    const problem = `${member} is in an environment of the stack, not in ${this.#file} alone; remove it there`;
    throw new ConfigFileError(`${this.#file}: ${problem}`);
  }

  #map(key: string): YAMLMap {
    const config = this.#config();
    const found = config.get(key, true);
    moveAnchor(this.#document, found);
    if (isMap(found) && !found.has("secure")) return found;
    // A key in the file replaces the project's key entirely, so copy the project's value first.
    const made = this.#document.createNode(this.#unfolded(key, this.values()[key] ?? this.#project[key])) as YAMLMap;
    config.set(key, made);
    return made;
  }

  /** `pulumi config set` without `--path` stores an object as JSON text. */
  #unfolded(key: string, value: unknown): object {
    if (value === undefined || value === null) return {};
    const object = typeof value === "string" ? parseObject(value) : value;
    const isMapLike = typeof object === "object" && !Array.isArray(object) && object !== null;
    if (isMapLike && !("secure" in object)) return object;
    const problem = isMapLike ? "is encrypted, although it contains no secret" : "is not a map";
    throw new ConfigFileError(`${this.#file}: ${key} ${problem}; write its keys below it, as ${EXAMPLES[key]}`);
  }

  #inSiblingStyle(map: YAMLMap, entry: object): YAMLMap {
    const defined = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
    const node = this.#document.createNode(defined) as YAMLMap;
    const sibling = map.items.at(-1);
    node.flow = isPair(sibling) && isMap(sibling.value) && sibling.value.flow === true;
    return node;
  }
}

function isSame(current: NumberEntry = {}, wanted: NumberEntry): boolean {
  const fields = [...Object.keys(current), ...Object.keys(wanted)] as (keyof NumberEntry)[];
  return fields.every((field) => current[field] === wanted[field]);
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
