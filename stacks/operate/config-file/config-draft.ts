import { type Document, isMap, isPair, YAMLMap } from "yaml";
import type { Config } from "@arkenos/stacks/config-schema";
import { isMergeKey, quoted, renamed, textOf } from "./keys.js";
import { moveAnchor } from "./anchors.js";
import { ConfigFileError } from "./config-file-error.js";
import { type LowerLayers, environmentOf, merged, type Values } from "./merged-config.js";
import { parseConfig } from "./parsing.js";
import { render } from "./rendering.js";
import { weave } from "./weave.js";

/** What the config says of a number; what is left out has its default. */
export type NumberEntry = Partial<Config["numbers"][string]>;

const NUMBERS = "arkenos:numbers";
const AGENTS = "arkenos:agents";
const EXAMPLES: Readonly<Record<string, string>> = {
  [NUMBERS]: '"+15105550100": { agent: reception }',
  [AGENTS]: "reception: { systemPrompt: … }",
};

/** A stack's config file while it is edited: comments, order, quotes and encrypted values stay as they are. */
export class ConfigDraft {
  readonly #file: string;
  readonly #text: string;
  readonly #document: Document;

  readonly #project: Values;
  readonly #environment: Values;

  /** @throws ConfigFileError with line and column of what is no YAML */
  constructor(text: string, file: string, beneath: LowerLayers = {}) {
    this.#file = file;
    this.#text = text;
    this.#document = parseConfig(text, file);
    this.#project = beneath.project ?? {};
    this.#environment = this.#document.has("environment") ? environmentOf(this.values(), beneath) : {};
  }

  /** What the config says of a number; undefined if it does not have it. */
  number(number: string): NumberEntry | undefined {
    return this.numbers()[number];
  }

  /** The numbers of the merged config, not validated yet. */
  numbers(): Readonly<Record<string, NumberEntry>> {
    return this.#unfolded(NUMBERS, this.merged()[NUMBERS]) as Record<string, NumberEntry>;
  }

  /** Says these things of a number, and leaves alone what else is said of it. A field that is undefined goes. */
  setNumber(number: string, entry: NumberEntry): void {
    const said = this.number(number);
    if (said && isSame(said, { ...said, ...entry })) return;
    const wanted = { ...said, ...entry };
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
    // What comes by an alias or a merge is not this number's alone.
    numbers.delete(number);
    numbers.add(this.#document.createPair(quoted(number), this.#likeItsNeighbours(numbers, wanted)));
  }

  /** Takes a number out of the config. @throws ConfigFileError where an environment of the stack would put it back */
  removeNumber(number: string): void {
    this.#remove(NUMBERS, number);
  }

  /** The agents of the merged config, not validated yet. */
  agents(): Readonly<Record<string, object>> {
    return this.#unfolded(AGENTS, this.merged()[AGENTS]) as Record<string, object>;
  }

  /** Adds an agent. @returns whether the config did without it */
  addAgent(id: string, persona: object): boolean {
    if (Object.hasOwn(this.agents(), id)) return false;
    this.#map(AGENTS).set(id, this.#document.createNode(persona));
    return true;
  }

  /** Gives an agent another id, and changes nothing that refers to it. @throws ConfigFileError as {@link removeAgent} */
  renameAgent(id: string, newId: string): void {
    const { [id]: persona } = this.agents();
    const agents = this.#map(AGENTS);
    const pair = agents.items.find(({ key }) => textOf(key) === id);
    if (pair) pair.key = renamed(pair.key, newId);
    // It came by a merge: what is written out has the new id.
    else agents.set(newId, this.#document.createNode(persona));
    this.#remove(AGENTS, id);
  }

  /** Takes an agent out of the config. @throws ConfigFileError where an environment of the stack would put it back */
  removeAgent(id: string): void {
    this.#remove(AGENTS, id);
  }

  /** Sets a key to a value that is no secret. */
  set(key: keyof Config, value: string | object): void {
    // A text takes the place of a text, whose comment stays.
    const node = typeof value === "string" ? value : this.#document.createNode(value);
    this.#config().set(`arkenos:${key}`, node);
  }

  /** Takes a key out of the config. */
  unset(key: keyof Config): void {
    this.#config().delete(`arkenos:${key}`);
  }

  /** Every key of the config with its value, encrypted ones as `{ secure: … }`. */
  values(): Values {
    const config = this.#document.get("config", true);
    return isMap(config) ? (config.toJS(this.#document) as Values) : {};
  }

  /** Every key of the config as the engine will merge it with the project's and the environments'. */
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

  /** A patch that was put at the wrong place may have made something else of the file. */
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

  /** Takes a member out of a map. @throws ConfigFileError where an environment of the stack would put it back */
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
      // A merge cannot be done without one of its keys: what else it brings is written out.
      map.items = unmerged;
      for (const [other, entry] of Object.entries(others))
        if (!map.has(other)) map.add(this.#document.createPair(quoted(other), this.#likeItsNeighbours(map, entry)));
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
    // A key of the file takes the place of the project's: what is there has to come along.
    const made = this.#document.createNode(this.#unfolded(key, this.values()[key] ?? this.#project[key])) as YAMLMap;
    config.set(key, made);
    return made;
  }

  /** `pulumi config set` without `--path` writes an object as a text of JSON. */
  #unfolded(key: string, value: unknown): object {
    if (value === undefined || value === null) return {};
    const object = typeof value === "string" ? parseObject(value) : value;
    const isMapLike = typeof object === "object" && !Array.isArray(object) && object !== null;
    if (isMapLike && !("secure" in object)) return object;
    const problem = isMapLike ? "is encrypted, and holds no secret" : "is not a map";
    throw new ConfigFileError(`${this.#file}: ${key} ${problem}; write its keys below it, as ${EXAMPLES[key]}`);
  }

  #likeItsNeighbours(map: YAMLMap, entry: object): YAMLMap {
    const said = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
    const node = this.#document.createNode(said) as YAMLMap;
    const neighbour = map.items.at(-1);
    node.flow = isPair(neighbour) && isMap(neighbour.value) && neighbour.value.flow === true;
    return node;
  }
}

function isSame(said: NumberEntry = {}, wanted: NumberEntry): boolean {
  const fields = [...Object.keys(said), ...Object.keys(wanted)] as (keyof NumberEntry)[];
  return fields.every((field) => said[field] === wanted[field]);
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
