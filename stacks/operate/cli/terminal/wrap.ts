import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";

/** Wraps a text at a width. Ids, URLs and commands stay whole: a word that does not fit is left to the terminal. */
export function wrapped(text: string, columns: number | undefined): string {
  if (columns === undefined) return text;
  return text
    .split("\n")
    .map((line) => wrappedLine(line, columns))
    .join("\n");
}

/** A line that is nothing but a command, to be copied whole. */
const COMMAND_LINE = /^\s*(?:\$ |export [A-Z_]+=|npx |npm |arkenos |pulumi |lk )/;

/**
 * A command in a sentence, with its flags and their values.
 *
 * A pattern finds it, because a sentence is all there is: remedies name commands in the middle of their text, and those of
 * the provider and of a program pass through the engine, which carries only text. To know a command from data, each of
 * them would have to mark it, and --json, the pipeline's comments and Pulumi's own terminal would have to remove the mark.
 * Nothing depends on the match but where a line breaks.
 */
const COMMAND =
  /(?:npx --no-install )?\b(?:arkenos|pulumi|npm|lk)(?: [a-z][\w-]*){1,2}(?: (?:--?[a-z][\w-]*(?:[= ](?:"[^"]*"|'[^']*'|[^\s"'-]\S*))?|\+\d+|"[^"]*"|'[^']*'|[A-Z_]{2,}|[a-z]+(?:-[a-z]+)+)(?=[\s,;.:)]|$))*/g;

/** Stands for a space inside a command. It is a control character, so it is in no text that is shown. */
const GLUE = "\u0000";

function wrappedLine(line: string, columns: number): string {
  if (widthOf(line) <= columns || COMMAND_LINE.test(stripVTControlCharacters(line))) return line;
  const pad = " ".repeat(indentOf(stripVTControlCharacters(line), columns));
  const [first = "", ...words] = line
    .replace(COMMAND, (command) => command.replaceAll(" ", GLUE))
    .split(/(?<=\S)(?= )/);
  const lines = [first];
  for (const word of words) {
    const last = lines.length - 1;
    if (widthOf(`${lines[last]}${word}`) <= columns) lines[last] += word;
    // A long id is indented only if it fits, so that the terminal does not break it.
    else lines.push(widthOf(`${pad}${word.trimStart()}`) <= columns ? pad + word.trimStart() : word.trimStart());
  }
  return lines.join("\n").replaceAll(GLUE, " ");
}

/** Where the rest of a line begins: below its last column in the left half, otherwise below its text. */
function indentOf(line: string, columns: number): number {
  const [start = ""] = /^\s*(?:[-+~±!✓✗i→│] )?/.exec(line) ?? [];
  const starts = Array.from(line.matchAll(/(?<=\S) {2,}(?=\S)/g), ({ index, 0: gap }) =>
    widthOf(line.slice(0, index + gap.length)),
  );
  return starts.findLast((at) => at <= columns / 2) ?? Math.min(start.length, Math.floor(columns / 2));
}

/** The columns that a text takes at a terminal: two for a CJK character or an emoji, none for a color. */
function widthOf(text: string): number {
  return stringWidth(text.replaceAll(GLUE, " "));
}
