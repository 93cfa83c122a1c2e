import { log } from "@livekit/agents";
import { type Persona, personaSchema } from "../contract/persona.js";
import { mapTemplates } from "../contract/template.js";
import { isJsonObject } from "../json-object.js";
import { expandReferences, type VariableName } from "../contract/variables.js";

/** What a call brings with it, by name: JSON. */
export type Vars = Readonly<Record<string, unknown>>;

/** What variables stand for in one call. */
export interface Facts {
  /** E.164; undefined where the caller hides it, and in the console. */
  readonly callerNumber?: string | undefined;
  /** E.164. */
  readonly calledNumber?: string | undefined;
  readonly callId?: string | undefined;
  /** How the time is written: the persona's. */
  readonly language: string;
  /** IANA. */
  readonly timeZone: string;
  readonly vars: Vars;
}

/** Replaces the `{{variables}}` of a text by their values. */
export type Expand = (text: string) => string;

/** The longest value that is put into a text, in characters: a value is a name or an order, not a second prompt. */
export const LONGEST_VALUE = 2_000;

/** What no line of text holds: control characters, and the line breaks of Unicode. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029]+/gu;

/**
 * Expands variables by a call's facts. One that has no value is what the text says after `|`, else nothing, and the log
 * has one line about it.
 *
 * @example
 * expander(facts)("You are called from {{caller.number}}. It is {{now}}.");
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

/** A persona with the variables of its texts expanded; tools expand theirs when they are called. */
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

/** One line of text, for a model to read and a voice to say. */
function printable(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const line = text.replace(UNPRINTABLE, " ").trim();
  if (line === "") return undefined;
  // Half of a character would be left of one that the end cuts.
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

/** A tag that BCP 47 allows, and Intl does not, is no reason to miss a call. */
function wellFormed(language: string): string[] {
  try {
    return Intl.getCanonicalLocales(language);
  } catch {
    return [];
  }
}
