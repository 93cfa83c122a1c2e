import { onThisStack } from "../on-this-stack.js";
import type { ObjectKind } from "../object-words.js";
import { detailText, pathText, type Problem } from "@arkenos/provider/problem";

/**
 * `error`: a call fails or reaches the wrong place. `warning`: fragile, insecure or expensive. `info`: worth knowing.
 */
export type Severity = "error" | "warning" | "info";

/** What a finding is about. */
export interface Subject {
  /** The kind of thing. */
  readonly kind: "account" | "project" | "machine" | "config" | "number" | "agent" | ObjectKind;
  /** The cloud's id, a number in E.164, an agent's id, or a config key. */
  readonly id: string;
  /** Its name in messages, if that is not its id. */
  readonly name?: string;
}

/** One thing to do about a finding. */
export interface Remedy {
  /** What to do, in the imperative and without a period: `run arkenos up to buy it`. */
  readonly text: string;
  /** The command that does it, as typed. */
  readonly command?: string;
}

/** Makes the clouds match the config. */
export const CONVERGE: Remedy = {
  get text() {
    return `run ${onThisStack("arkenos refresh")}, then ${onThisStack("arkenos up")}`;
  },
  get command() {
    return `${onThisStack("arkenos refresh")} && ${onThisStack("arkenos up")}`;
  },
};

/** {@link CONVERGE}, with its purpose: `attach it to TK…`. */
export function converging(purpose: string): Remedy {
  return { ...CONVERGE, text: `${CONVERGE.text} to ${purpose}` };
}

/** A command to run, optionally with its purpose: `to see its route`. */
export function running(words: string, purpose = ""): Remedy {
  const command = onThisStack(words);
  return { text: `run ${command} ${purpose}`.trimEnd(), command };
}

/** What a check found. */
export interface Finding {
  /** The check's id: stable, never reused, never renamed. */
  readonly id: string;
  /** How serious it is. */
  readonly severity: Severity;
  /** What the finding is about. */
  readonly subject: Subject;
  /** The code of the problem, where the config or an agent is refused. */
  readonly code?: string;
  /** What is wrong, as a sentence without its period. */
  readonly message: string;
  /** What to do about it, one entry for each thing; empty if there is nothing to do. */
  readonly remedies: readonly Remedy[];
  /** What should be there. */
  readonly expected?: string;
  /** What is there. */
  readonly found?: string;
  /** Where it was seen: ids, codes, statuses. */
  readonly evidence?: readonly string[];
  /** The finding that caused this one. Fixing that one resolves this one. */
  readonly causedBy?: {
    /** The id of its check. */
    readonly id: string;
    /** What it is about. */
    readonly subject: Subject;
  };
  /** Whether deploying the stack fixes it. */
  readonly fixable?: boolean;
}

/** A finding as one or more sentences: `+1… is not on a trunk; run arkenos refresh, then arkenos up.` */
export function findingText({ message, remedies: [first, ...others] }: Pick<Finding, "message" | "remedies">): string {
  const sentence = detailText({ message, ...(first && { remedy: first.text }) });
  const rest = others.map(({ text, command }) => (command === undefined ? sentenceOf(text) : `Fix: ${text}`));
  return [sentence, ...rest].map((text) => (text.endsWith("?") ? text : `${text}.`)).join(" ");
}

/**
 * The parts of a finding that come from a problem with the config.
 * @param sentence turns the path and message into a sentence
 */
export function findingOf(
  { path, code, message, remedy }: Problem,
  sentence: (problem: string) => string = (problem) => problem,
): Pick<Finding, "code" | "message" | "remedies"> {
  const place = path.length > 0 ? `${pathText(path)}: ` : "";
  return { code, message: sentence(`${place}${message}`), remedies: remedy === undefined ? [] : [{ text: remedy }] };
}

function sentenceOf(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
