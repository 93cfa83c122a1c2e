import { isScalar, Scalar } from "yaml";

/** Whether a key is YAML's merge key `<<`. Pulumi supports it, so an edit must, too. */
export function isMergeKey(key: unknown): boolean {
  if (!isScalar(key)) return false;
  return typeof key.value === "symbol" ? key.value.description === "<<" : key.value === "<<";
}

/** A quoted number. Without quotes, YAML reads E.164 as an integer and drops the plus. */
export function quoted(number: string): Scalar {
  const key = new Scalar(number);
  key.type = Scalar.QUOTE_DOUBLE;
  return key;
}

/** A key as text: a plain `42` is the text "42". */
export function textOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

/** A key with its comments and a new text. */
export function renamed(key: unknown, text: string): unknown {
  if (!isScalar(key)) return text;
  key.value = text;
  return key;
}
