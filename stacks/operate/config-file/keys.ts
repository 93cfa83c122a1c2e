import { isScalar, Scalar } from "yaml";

/** YAML's `<<`. Pulumi reads it, so an edit does too. */
export function isMergeKey(key: unknown): boolean {
  if (!isScalar(key)) return false;
  return typeof key.value === "symbol" ? key.value.description === "<<" : key.value === "<<";
}

/** Without quotes YAML takes a number in E.164 for a quantity, and drops its plus. */
export function quoted(number: string): Scalar {
  const key = new Scalar(number);
  key.type = Scalar.QUOTE_DOUBLE;
  return key;
}

/** A key as the config has it: a plain `42` is the text 42. */
export function textOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

/** A key with its comments and another text. */
export function renamed(key: unknown, text: string): unknown {
  if (!isScalar(key)) return text;
  key.value = text;
  return key;
}
