import type { ProblemDetail, Problem } from "@arkenos/provider/problem";

/**
 * Why the engine refused a run. Pulumi carries only text: errors of a program and answers of a provider reach the
 * command as diagnostics. The provider and the program therefore write each problem's code between its message and its
 * remedy (`codedText`), and this file parses it. No other file does; everywhere else, problems are data.
 */
export interface Diagnosis {
  /** The subject of all problems, if the text begins with it: `The stack's config has 2 problems`. */
  readonly title?: ProblemDetail;
  readonly problems: readonly Problem[];
}

const CODE = /^(?<said>.*) \[arkenos:(?<code>[\w-]+)\](?:(?<colon>:)|[;.] (?<remedy>.*))?$/;

/** A config key, a prop or a setting. Each begins with a lowercase letter, unlike LiveKit's methods. */
const PLACE = /^(?<place>[a-z][\w-]*(?:\.[A-Za-z_][\w-]*|\[\d+\]|\["(?:[^"\\]|\\.)*"\])*): (?<said>.*)$/;

/** Parses the text of a diagnostic, or of an engine error, into problems. */
export function diagnosed(text: string): Diagnosis {
  const coded = linesOf(text).map((line) => ({ line, groups: CODE.exec(line)?.groups }));
  const title = coded.find(({ groups }) => groups?.colon)?.groups;
  return {
    ...(title && { title: { code: title.code ?? "", message: title.said ?? "" } }),
    problems: coded.flatMap(({ line, groups }) => {
      if (groups?.colon) return [];
      return [
        groups
          ? problemIn(groups)
          : {
              path: [],
              /** A message of the engine, a plugin or another library. */
              code: "engine",
              message: line,
            },
      ];
    }),
  };
}

function problemIn({ said = "", code = "", remedy }: Readonly<Record<string, string>>): Problem {
  const { place = "", said: message = said } = PLACE.exec(said)?.groups ?? {};
  return { path: keysOf(place), code, message, ...(remedy !== undefined && { remedy }) };
}

function keysOf(place: string): PropertyKey[] {
  const keys = place.matchAll(/\.?([A-Za-z_][\w-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g);
  return [...keys].map(([, name, index, quoted]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? (name ?? "") : (JSON.parse(quoted) as string);
  });
}

/** The notes in a diagnostic that is not a failure. Text of others is one note. */
export function notesIn(text: string): ProblemDetail[] {
  const coded = text
    .split("\n")
    .map((line) => CODE.exec(line)?.groups)
    .filter((groups) => groups !== undefined);
  if (coded.length === 0) return [{ code: "engine", message: text }];
  return coded.map(({ said = "", code = "", remedy }) => ({ code, message: said, ...(remedy && { remedy }) }));
}

/** The sentences of a reason, without the engine's remarks about its runtime. */
function linesOf(reason: string): string[] {
  return (
    reason
      .split("\n")
      // A stack frame is indented. A sentence may begin with the same word.
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
