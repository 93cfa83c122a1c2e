import { log } from "@livekit/agents";
import { type Persona, personaSchema } from "../contract/persona.js";
import { mapTemplates } from "../contract/template.js";
import { isJsonObject } from "../json-object.js";
import { expandReferences, type VariableName } from "../contract/variables.js";

/** A call's own variables: JSON values by name. */
export type Vars = Readonly<Record<string, unknown>>;

/** The values of a call's variables. */
export interface Facts {
  /** E.164; undefined if the caller withholds it, and in the console. */
  readonly callerNumber?: string | undefined;
  /** E.164. */
  readonly calledNumber?: string | undefined;
  readonly callId?: string | undefined;
  /** The persona's language, for `{{now}}`. */
  readonly language: string;
  /** IANA time zone. */
  readonly timeZone: string;
  readonly vars: Vars;
}

/** Expands the `{{variables}}` in a text. */
export type Expand = (text: string) => string;

/** Longest value of a variable, in characters: it should be a name or an order, not a second prompt. */
export const LONGEST_VALUE = 2_000;

/** Control characters and Unicode line breaks. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029]+/gu;

/**
 * Expands variables with a call's values. A variable without a value becomes its default, or an empty string, and is
 * logged once.
 *
 * @example
 * ```ts
 * expander(facts)("You are called from {{caller.number}}. It is {{now}}.");
 * ```
 */
export function expander(facts: Facts, now: () => Date = () => new Date()): Expand {
  const reported = new Set<string>();
  return (text) =>
    expandReferences(text, (name) => {
      const value = printable(valueOf(name, facts, now));
      if (value === undefined && !reported.has(name)) {
        reported.add(name);
        log().warn({ variable: name, callId: facts.callId }, "A variable has no value in this call");
      }
      return value;
    });
}

/** Expands the variables in a persona's texts. Tools expand theirs when they are called. */
export function withVariables(persona: Persona, expand: Expand): Persona {
  return mapTemplates(personaSchema, persona, (text) => expand(text));
}

function valueOf(name: VariableName, facts: Facts, now: () => Date): unknown {
  if (name === "caller.number") return facts.callerNumber;
  if (name === "called.number") return facts.calledNumber;
  if (name === "call.id") return facts.callId;
  if (name === "now") return timeText(now(), facts);
  const [, ...steps] = name.split(".");
  return steps.reduce<unknown>(
    (value, step) => (isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined),
    facts.vars,
  );
}

/** A value as a single line of text, for a model and a voice. */
function printable(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const line = text.replace(UNPRINTABLE, " ").trim();
  if (line === "") return undefined;
  // The cut may leave half of a surrogate pair.
  return line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE).replace(/[\uD800-\uDBFF]$/, "")}…` : line;
}

/** `Saturday, November 28, 2026 at 11:52 PM UTC`, in the persona's language. */
function timeText(time: Date, { language, timeZone }: Facts): string {
  const [locale = "en"] = Intl.DateTimeFormat.supportedLocalesOf(wellFormed(language));
  return new Intl.DateTimeFormat(locale, {
    ...{ weekday: "long", year: "numeric", month: "long", day: "numeric" },
    ...{ hour: "numeric", minute: "2-digit", timeZoneName: "short" },
    timeZone,
  }).format(time);
}

/** Ignores a language tag that BCP 47 allows and Intl does not, so that the call can continue. */
function wellFormed(language: string): string[] {
  try {
    return Intl.getCanonicalLocales(language);
  } catch {
    return [];
  }
}
