import { type JsonValue, ScalarType } from "@bufbuild/protobuf";
import { type Json, Numeral } from "./json.js";

const ranges: Readonly<Partial<Record<ScalarType, readonly [bigint, bigint]>>> = {
  [ScalarType.INT32]: [-(2n ** 31n), 2n ** 31n - 1n],
  [ScalarType.UINT32]: [0n, 2n ** 32n - 1n],
  [ScalarType.INT64]: [-(2n ** 63n), 2n ** 63n - 1n],
};

/** A scalar in the spelling that protobuf-es reads. @throws SyntaxError if Go's protojson would refuse it */
export function scalar(type: ScalarType, value: Json): JsonValue {
  if (type === ScalarType.STRING && typeof value === "string") return value;
  if (type === ScalarType.BOOL && typeof value === "boolean") return value;
  if (type === ScalarType.DOUBLE) return double(value);
  const range = ranges[type];
  if (range) return integer(value, range);
  throw new SyntaxError(`invalid value for a field of type ${ScalarType[type]}`);
}

/** An enum value that was given as a number, known to the enum or not. */
export function enumNumber(value: Json): number {
  if (!(value instanceof Numeral)) throw new SyntaxError("invalid enum");
  return Number(integer(value, [-(2n ** 31n), 2n ** 31n - 1n]));
}

/**
 * A duration in canonical spelling. Go accepts some that the specification does not, such as `+1s` and `.5s`
 * (`encoding/protojson/well_known_types.go`, parseDuration).
 */
export function duration(value: Json): string {
  const match = typeof value === "string" ? /^([+-]?)(0|[1-9]\d*)?(?:\.(\d{0,9}))?s$/.exec(value) : null;
  const [, sign = "", seconds, fraction] = match ?? [];
  if (!match || (seconds === undefined && fraction === undefined)) throw new SyntaxError("invalid duration");
  if (BigInt(seconds ?? 0) > 315_576_000_000n) throw new SyntaxError("duration out of range");
  return `${sign === "-" ? "-" : ""}${seconds ?? 0}.${(fraction ?? "").padEnd(9, "0")}s`;
}

function integer(value: Json, [least, greatest]: readonly [bigint, bigint]): string {
  const exact = toBigInt(literal(value));
  if (exact === undefined || exact < least || exact > greatest) throw new SyntaxError("invalid integer");
  return String(exact);
}

function double(value: Json): JsonValue {
  if (value === "NaN" || value === "Infinity" || value === "-Infinity") return value;
  const number = Number(literal(value));
  if (!Number.isFinite(number)) throw new SyntaxError("invalid number");
  return number;
}

function literal(value: Json): string {
  const text = value instanceof Numeral ? value.text : value;
  // A string may continue after the number: Go reads one token and ignores the rest.
  const [number] =
    (typeof text === "string" && /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])(?!.*\s$)/.exec(text)) || [];
  if (number === undefined) throw new SyntaxError("not a number");
  return number;
}

/** `1e2` and `1.0` are integers too; `1.5` is not. */
function toBigInt(text: string): bigint | undefined {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const significant = (whole + fraction).replace(/^0+/, "");
  const shift = Number(exponent) - fraction.length;
  if (significant === "") return 0n;
  if (significant.length + shift > 20) return undefined;
  const tail = shift < 0 ? significant.slice(shift) : "";
  if (shift < -significant.length || /[^0]/.test(tail)) return undefined;
  const digits = shift < 0 ? significant.slice(0, shift) : significant + "0".repeat(shift);
  return BigInt(`${sign}${digits || "0"}`);
}
