import { type Document, isScalar, type Scalar, visit } from "yaml";
import type { Decrypt } from "../engine/passphrase.js";
import { isEncrypted } from "./engine-config.js";
import { ALL_ALIASES, parseConfig } from "./parsing.js";

/** The keys besides `config:` that a stack's config file may have without adding config from elsewhere. */
const OTHER_KEYS = new Set(["config", "encryptionsalt", "secretsprovider", "encryptedkey"]);

/** Returns the decrypter for a stack's secrets, given its `encryptionsalt`. */
export type FindKey = (salt: string) => Promise<Decrypt | undefined>;

/**
 * The config that Pulumi would pass to the program, read from the stack's file without the engine: text or JSON, by
 * full key, decrypted.
 *
 * @returns undefined where only the engine can tell: an environment adds to the config, its secrets are not encrypted
 *   with a passphrase, or a value is written in a way that readers of YAML take for different things
 */
export async function configInFile(text: string, findKey: FindKey): Promise<Record<string, string> | undefined> {
  let document: Document;
  try {
    document = parseConfig(text, "");
  } catch {
    return undefined;
  }
  const { config, encryptionsalt, secretsprovider, ...others } = document.toJS(ALL_ALIASES) as Record<string, unknown>;
  if (Object.keys(others).some((key) => !OTHER_KEYS.has(key)) || !isPlain(document)) return undefined;
  const values = Object.entries((config ?? {}) as Record<string, unknown>);
  if (values.some(([key, value]) => !/^[^:]+:[^:]+$/.test(key) || value === null)) return undefined;
  const isKeyNeeded = hasEncrypted(config);
  if (isKeyNeeded && (typeof encryptionsalt !== "string" || secretsprovider !== undefined)) return undefined;
  const decrypt = isKeyNeeded ? await findKey(String(encryptionsalt)) : NOTHING_ENCRYPTED;
  if (decrypt === undefined) return undefined;
  try {
    return Object.fromEntries(sorted(values).map(([key, value]) => [key, textOf(decryptedValue(value, decrypt))]));
  } catch {
    return undefined;
  }
}

const NOTHING_ENCRYPTED: Decrypt = (ciphertext) => ciphertext;

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** As Pulumi writes it: decrypted, and in the order of its keys. */
function decryptedValue(value: unknown, decrypt: Decrypt): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (isEncrypted(value)) return decrypt(value.secure);
  if (Array.isArray(value)) return value.map((item) => decryptedValue(item, decrypt));
  return Object.fromEntries(sorted(Object.entries(value)).map(([key, child]) => [key, decryptedValue(child, decrypt)]));
}

function sorted<T>(entries: readonly (readonly [string, T])[]): (readonly [string, T])[] {
  return entries.toSorted(([one], [other]) => (one < other ? -1 : 1));
}

function hasEncrypted(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return isEncrypted(value) || Object.values(value).some(hasEncrypted);
}

/** Whether every reader of YAML takes the document's keys and values for the same. */
function isPlain(document: Document): boolean {
  let isSame = true;
  visit(document, {
    Pair: (_, { key }) => {
      // Keys that are no text, such as +15105550100 without quotes, are numbers to some readers.
      if (!isScalar(key) || typeof key.value !== "string") isSame = false;
    },
    Node: (_, node) => {
      if (node.tag !== undefined) isSame = false;
      if (isScalar(node) && node.type === "PLAIN") isSame &&= isUnambiguous(node);
    },
  });
  return isSame;
}

/** Dates, and booleans and numbers as YAML 1.1 knew them: octal, with underscores, in base 60. */
const OTHERWISE_READ = /^[-+]?(?!.*\..*\.)[\d.][\d_:.,a-fxoA-FXO+-]*$|^\d{4}-\d\d?-\d\d?|^(y|n|yes|no|on|off)$/i;

function isUnambiguous({ value, source = "" }: Scalar): boolean {
  if (typeof value === "string") return !OTHERWISE_READ.test(source);
  if (typeof value === "number") return /^-?(0|[1-9]\d{0,14})(\.\d{0,8}[1-9])?$/.test(source);
  return typeof value === "boolean" && source === String(value);
}
