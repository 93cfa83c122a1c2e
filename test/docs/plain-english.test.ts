import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { arkenos } from "../cli/terminal.js";
import { REPOSITORY } from "../repository.js";
import { sourceFiles } from "../source-files.js";
import { BANNED, BANNED_IN_TESTS, BANNED_NAMES, ROOMS } from "./banned-words.js";

/** A line with a comment or with the name of a test. */
const NAME_OR_COMMENT = /^\s*(\/\/|\/?\*|(it|describe)\b|\]?\)\(["'`])/;

/** The lines of a text that contain a banned phrase. */
function bannedIn(text: string, phrases = BANNED): string[] {
  return text.split("\n").filter((line) => phrases.some((phrase) => phrase.test(line)));
}

/** The lines of a test's file that contain a banned phrase in a name or comment, or a banned name in its code. */
function bannedInTest(text: string): string[] {
  const prose = text.split("\n").filter((line) => NAME_OR_COMMENT.test(line));
  return [...bannedIn(prose.join("\n"), [...BANNED, ...BANNED_IN_TESTS]), ...bannedIn(text, [BANNED_NAMES])];
}

function filesIn(path: string): string[] {
  const at = join(REPOSITORY, path);
  if (!statSync(at).isDirectory()) return [at];
  const found = readdirSync(at, { recursive: true, encoding: "utf8" });
  return found.filter((file) => /\.(ts|md|yml)$/.test(file)).map((file) => join(at, file));
}

/** The paths of all commands that the help lists below one, such as `numbers buy`. */
async function commandsBelow(path: readonly string[] = []): Promise<string[][]> {
  const { stdout } = await arkenos([...path, "--help"]);
  const [, listed = ""] = stdout.split("\nCommands:\n");
  const names = Array.from(listed.matchAll(/^ {2}([a-z][\w-]*)/gm), ([, name = ""]) => name);
  const below = names.filter((name) => name !== "help").map((name) => [...path, name]);
  return [...below, ...(await Promise.all(below.map(commandsBelow))).flat()];
}

describe("plain English", () => {
  it.each(ROOMS)("is the language of %s", (room) => {
    const found = filesIn(room).flatMap((file) =>
      bannedIn(readFileSync(file, "utf8")).map((line) => `${relative(REPOSITORY, file)}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });

  it("is the language of the names and comments of tests", () => {
    const files = sourceFiles("test").filter(({ path }) => !path.endsWith("banned-words.ts"));
    const found = files.flatMap(({ path, text }) => bannedInTest(text).map((line) => `${path}: ${line.trim()}`));
    expect(found).toEqual([]);
  });

  it("is the language of every command's help", async () => {
    const commands = [[], ...(await commandsBelow())];
    expect(commands.length).toBeGreaterThan(25);
    const found = await Promise.all(
      commands.map(async (path) =>
        bannedIn((await arkenos([...path, "--help"])).stdout).map((line) => `${path.join(" ")}: ${line}`),
      ),
    );
    expect(found.flat()).toEqual([]);
  });
});
