import { type Document, isMap, isPair, YAMLMap } from "yaml";
import type { Config } from "@arkenos/stacks/config-schema";
import { isMergeKey, quoted, textOf } from "./keys.js";
import { moveAnchor } from "./anchors.js";
import { problemAt } from "./config-file-error.js";
import { type LowerLayers, environmentOf, merged, type Values } from "./merged-config.js";
import { ALL_ALIASES, parseConfig } from "./parsing.js";
import { render } from "./rendering.js";
import { weave } from "./weave.js";

/** The keys of the config that are maps, each with an example of a member. */
const MAPS = {
  "arkenos:numbers": '"+15105550100": { agent: reception }',
  "arkenos:agents": "reception: { systemPrompt: … }",
} as const;

/** One of them. */
type MapKey = keyof typeof MAPS;

/** The config file as YAML, with its keys and maps. Comments, order, quotes and encrypted values are preserved. */
export class ConfigDocument {
  readonly #file: string;
  readonly #text: string;
  /** The YAML of the file. */
  protected readonly document: Document;

  readonly #project: Values;
  readonly #environment: Values;

  /** @throws ConfigFileError with the line and column of a YAML error */
  constructor(text: string, file: string, beneath: LowerLayers = {}) {
    this.#file = file;
    this.#text = text;
    this.document = parseConfig(text, file);
    this.#project = beneath.project ?? {};
    this.#environment = this.document.has("environment") ? environmentOf(this.values(), beneath) : {};
  }

  /** Sets a key to a value that is not secret. */
  set(key: keyof Config, value: string | object): void {
    // Replacing a text with a text keeps the comment.
    const node = typeof value === "string" ? value : this.document.createNode(value);
    this.#detached(key);
    this.#config().set(`arkenos:${key}`, node);
  }

  /** Adds fields to an object of the config, except those that the merged config already has. */
  addFields(key: keyof Config, fields: object): void {
    const full = `arkenos:${key}`;
    const present = objectIn(this.merged()[full]);
    const missing = Object.entries(fields).filter(([field]) => !Object.hasOwn(present, field));
    if (missing.length === 0) return;
    const own = this.#detached(key);
    if (isMap(own)) return missing.forEach(([field, value]) => own.set(field, this.document.createNode(value)));
    // A key in the file replaces the project's key entirely, so copy the project's value first.
    this.set(key, { ...objectIn(this.values()[full] ?? this.#project[full]), ...Object.fromEntries(missing) });
  }

  /** Removes a key from the config. */
  unset(key: keyof Config): void {
    this.#detached(key);
    this.#config().delete(`arkenos:${key}`);
  }

  /** All keys of the config with their values. Encrypted values have the form `{ secure: … }`. */
  values(): Values {
    const config = this.document.get("config", true);
    return isMap(config) ? (config.toJS(this.document, ALL_ALIASES) as Values) : {};
  }

  /** All keys of the config, as the engine will merge it with the config of the project and the environments. */
  merged(): Values {
    return merged(this.values(), this.#environment, this.#project);
  }

  /** The file's new text. */
  toString(): string {
    const after = render(this.document, this.#text);
    const woven = weave(this.#text, render(parseConfig(this.#text, this.#file), this.#text), after);
    const json = (document?: Document) => JSON.stringify(document?.toJS(ALL_ALIASES));
    const isSame = woven !== undefined && json(this.#readAgain(woven)) === json(this.document);
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

  /** The members of a map in the merged config, not validated yet. */
  protected members(key: MapKey): object {
    return this.#unfolded(key, this.merged()[key]);
  }

  /** The value of a key, to be changed without changing its aliases. */
  #detached(key: keyof Config): unknown {
    const node = this.#config().get(`arkenos:${key}`, true);
    moveAnchor(this.document, node);
    return node;
  }

  #config(): YAMLMap {
    const config = this.document.get("config", true);
    if (isMap(config)) return config;
    const made = new YAMLMap();
    this.document.set("config", made);
    return made;
  }

  /**
   * Removes a member from a map.
   * @throws ConfigFileError if one of the stack's environments would add it back
   */
  protected remove(key: MapKey, member: string): void {
    const isThere = () => Object.hasOwn(this.members(key), member);
    if (!isThere()) return;
    const map = this.map(key);
    const pair = map.items.find((each) => textOf(each.key) === member);
    moveAnchor(this.document, pair?.value);
    map.items = map.items.filter((each) => each !== pair);
    if (!isThere()) return;
    const { [member]: _, ...others } = map.toJS(this.document, ALL_ALIASES) as Record<string, object>;
    const unmerged = map.items.filter((each) => !isMergeKey(each.key));
    if (unmerged.length < map.items.length) {
      // A merge cannot omit one of its keys, so write out its other keys.
      map.items = unmerged;
      for (const [other, entry] of Object.entries(others))
        if (!map.has(other)) map.add(this.document.createPair(quoted(other), this.inSiblingStyle(map, entry)));
    }
    if (!isThere()) return;
    throw problemAt(this.#file, {
      path: [nameOf(key), member],
      code: "set_in_environment",
      message: "is set in an environment of the stack, not only in this file",
      remedy: "remove it there",
    });
  }

  /** A map of the config, to be changed. */
  protected map(key: MapKey): YAMLMap {
    const config = this.#config();
    const found = config.get(key, true);
    moveAnchor(this.document, found);
    if (isMap(found) && !found.has("secure")) return found;
    // A key in the file replaces the project's key entirely, so copy the project's value first.
    const made = this.document.createNode(this.#unfolded(key, this.values()[key] ?? this.#project[key])) as YAMLMap;
    config.set(key, made);
    return made;
  }

  /** `pulumi config set` without `--path` stores an object as JSON text. */
  #unfolded(key: MapKey, value: unknown): object {
    if (value === undefined || value === null) return {};
    const object = typeof value === "string" ? parseObject(value) : value;
    const isMapLike = typeof object === "object" && !Array.isArray(object) && object !== null;
    if (isMapLike && !("secure" in object)) return object;
    const detail = isMapLike
      ? { code: "needlessly_encrypted", message: "is encrypted, although it contains no secret" }
      : { code: "not_a_map", message: "is not a map of keys" };
    throw problemAt(this.#file, { path: [nameOf(key)], ...detail, remedy: `write its keys below it, as ${MAPS[key]}` });
  }

  /** An entry in the style of the map's last one. */
  protected inSiblingStyle(map: YAMLMap, entry: object): YAMLMap {
    const defined = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
    const node = this.document.createNode(defined) as YAMLMap;
    const sibling = map.items.at(-1);
    node.flow = isPair(sibling) && isMap(sibling.value) && sibling.value.flow === true;
    return node;
  }
}

function nameOf(key: MapKey): string {
  return key.slice("arkenos:".length);
}

/** `pulumi config set` without `--path` stores an object as JSON text. */
function objectIn(value: unknown): object {
  return (typeof value === "string" ? parseObject(value) : (value as object | undefined)) ?? {};
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
