import type { Flaw, Problem } from "@arkenos/provider/problem";

/** What a program, a provider or a cloud says that is not a failure. */
export interface Remark {
  /** The kind of remark, for scripts. A code is never renamed. */
  readonly code: string;
  readonly message: string;
}

/**
 * What a run of the engine was refused for. The engine carries nothing but text: what a program throws and what a
 * provider answers reaches the command as a diagnostic. So the provider and the program write each problem's code
 * behind it (`codedText`), and this file reads it. It is the only one that does: beyond it problems are data again.
 */
export interface Diagnosis {
  /** What all of them are about, where the text says it above them: `The stack's config has 2 problems`. */
  readonly title?: Flaw;
  readonly problems: readonly Problem[];
}

const CODE = /^(?<said>.*) \[arkenos:(?<code>[\w-]+)\](?<colon>:?)$/;

/** A key of the config, a prop or a setting. Each begins with a small letter, and no method of LiveKit's does. */
const PLACE = /^(?<place>[a-z][\w-]*(?:\.[A-Za-z_][\w-]*|\[\d+\]|\["(?:[^"\\]|\\.)*"\])*): (?<said>.*)$/;

/** The text of a diagnostic, or of an error of the engine's, as problems. */
export function diagnosed(text: string): Diagnosis {
  const coded = linesOf(text).map((line) => ({ line, groups: CODE.exec(line)?.groups }));
  const title = coded.find(({ groups }) => groups?.colon)?.groups;
  return {
    ...(title && { title: { code: title.code ?? "", message: title.said ?? "" } }),
    problems: coded.flatMap(({ line, groups }) => {
      if (groups?.colon) return [];
      return [groups ? placed(groups.said ?? "", groups.code ?? "") : { path: [], code: "engine", message: line }];
    }),
  };
}

function placed(text: string, code: string): Problem {
  const { place = "", said = text } = PLACE.exec(text)?.groups ?? {};
  const [message = said, ...remedies] = said.split("; ");
  return { path: keysOf(place), code, message, ...(remedies.length > 0 && { remedy: remedies.join("; ") }) };
}

function keysOf(place: string): PropertyKey[] {
  const keys = place.matchAll(/\.?([A-Za-z_][\w-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g);
  return [...keys].map(([, name, index, quoted]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? (name ?? "") : (JSON.parse(quoted) as string);
  });
}

/** The note of a provider about a number that leaves the stack and stays in the account. */
const KEPT_NUMBER = / stays in the Twilio account, /;

/** A diagnostic that is not a failure, with its code: `number_kept`, or `note` for all that only people need. */
export function remarkOf(text: string): Remark {
  return { code: KEPT_NUMBER.test(text) ? "number_kept" : "note", message: text };
}

/** Sentences of a reason; the engine's own remarks about its runtime are none. */
function linesOf(reason: string): string[] {
  return (
    reason
      .split("\n")
      // A frame of a stack is indented; a sentence may begin with the same word.
      .filter((line) => !/^\s+at /.test(line))
      .map((line) => line.replace(/^\s*(-|error:|Preview failed:|RunError:|Error:)?\s*/, "").trim())
      .filter(
        (line) =>
          line !== "" &&
          !/^(Running program|(update|preview|refresh|destroy) (failed|canceled)|resource .* (create|update|delete)|\d+ errors? occurred)/.test(
            line,
          ),
      )
  );
}
