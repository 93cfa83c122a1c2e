/** A JSON number as written: protobuf's integers do not fit into JavaScript's numbers. */
export class Numeral {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** The members of a JSON object in order, duplicates included, because protobuf refuses those. */
export class Members {
  readonly entries: readonly (readonly [name: string, value: Json])[];

  constructor(entries: readonly (readonly [string, Json])[]) {
    this.entries = entries;
  }
}

/** Parsed JSON. */
export type Json = null | boolean | string | Numeral | Members | readonly Json[];

const blank = /[ \t\n\r]*/y;
const token =
  /[{}[\],:]|true|false|null|"(?:[ -!#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/uy;

/** The first JSON value of a text. Anything after it is ignored, as in Go's `json.Decoder`. @throws SyntaxError */
export function parseJson(text: string): Json {
  return new Parser(text).value();
}

class Parser {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(first = this.#next()): Json {
    switch (first) {
      case "{":
        return new Members(this.#list("}", (start) => this.#member(start)));
      case "[":
        return this.#list("]", (start) => this.value(start));
      case "true":
      case "false":
        return first === "true";
      case "null":
        return null;
      default:
        if (first.startsWith('"')) return string(first);
        if (/^[-\d]/.test(first)) return new Numeral(first);
        throw new SyntaxError(`unexpected ${first}`);
    }
  }

  #member(name: string): readonly [string, Json] {
    if (!name.startsWith('"')) throw new SyntaxError(`unexpected ${name}`);
    this.#expect(":");
    return [string(name), this.value()];
  }

  #list<Item>(end: string, item: (start: string) => Item): Item[] {
    const items: Item[] = [];
    for (let start = this.#next(); start !== end; start = this.#next()) {
      if (items.length > 0 && start !== ",") throw new SyntaxError(`unexpected ${start}`);
      items.push(item(items.length > 0 ? this.#next() : start));
    }
    return items;
  }

  #expect(punctuation: string): void {
    if (this.#next() !== punctuation) throw new SyntaxError(`expected ${punctuation}`);
  }

  #next(): string {
    blank.lastIndex = this.#position;
    blank.test(this.#text);
    token.lastIndex = blank.lastIndex;
    const [found] = token.exec(this.#text) ?? [];
    if (found === undefined) throw new SyntaxError("unexpected end or character");
    this.#position = token.lastIndex;
    return found;
  }
}

function string(quoted: string): string {
  const text: unknown = JSON.parse(quoted);
  // Half a surrogate pair: Go's protojson refuses it.
  if (typeof text !== "string" || /\p{Surrogate}/u.test(text)) throw new SyntaxError("invalid string");
  return text;
}
