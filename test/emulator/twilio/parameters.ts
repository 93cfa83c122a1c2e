import { invalid, type TwilioError } from "./errors.js";

/** The parameters of a form or a query. The empty string is how a client clears a field. */
export class Parameters {
  readonly #values: URLSearchParams;

  constructor(encoded: string) {
    this.#values = new URLSearchParams(encoded);
  }

  /** Its value; undefined if it was not sent. */
  text(name: string): string | undefined {
    return this.#values.get(name) ?? undefined;
  }

  /** Its value, or null if it was cleared. */
  clearable(name: string): string | null | undefined {
    const value = this.text(name);
    return value === "" ? null : value;
  }

  /** `true` or `false`. */
  boolean(name: string): boolean | undefined {
    const value = this.oneOf(name, ["true", "false"]);
    return value && value === "true";
  }

  /** A whole number between two bounds, bounds included. */
  integer(name: string, least: number, most: number): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw invalid(name, `${value} is not an integer from ${least} to ${most}`);
  }

  /** One of several values. */
  oneOf<Word extends string>(
    name: string,
    words: readonly Word[],
    refuse: (name: string, problem: string) => TwilioError = invalid,
  ) {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) throw refuse(name, `${value} is not one of ${words.join(", ")}`);
    return word;
  }

  /** One of several values, or null if it was cleared. */
  clearableOneOf<Word extends string>(name: string, words: readonly Word[]): Word | null | undefined {
    return this.text(name) === "" ? null : this.oneOf(name, words);
  }

  /** All of them, encoded again, except some. */
  without(...names: string[]): URLSearchParams {
    const rest = new URLSearchParams(this.#values);
    for (const name of names) rest.delete(name);
    return rest;
  }
}

type Given<Fields> = { [Name in keyof Fields]: Exclude<Fields[Name], undefined> };

/** The fields in a request, without those omitted: the changes of an update. */
export function given<Fields extends object>(fields: Fields): Partial<Given<Fields>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<
    Given<Fields>
  >;
}

/** The same fields, all required: the input of a create. @throws if one is missing or empty */
export function complete<Fields extends object>(fields: Fields): Given<Fields> {
  for (const [name, value] of Object.entries(fields))
    if (value === undefined || value === "")
      throw invalid(
        name.replace(/^./, (letter) => letter.toUpperCase()),
        "missing in the post body",
      );
  return fields as Given<Fields>;
}
