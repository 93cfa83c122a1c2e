import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { arkenos } from "../cli/terminal.js";
import { REPOSITORY } from "../repository.js";
import { BANNED, BANNED_NAMES } from "./banned-words.js";

const TEXT = /(\.([cm]?[jt]s|md|ya?ml)|(^|\/)package\.json|^\.ci\/.*)$/;
const CODE = /\.[cm]?[jt]s$/;
const NOT_OURS = /(^|\/)(node_modules|dist|go)(\/|$)/;

/** A line with a comment or with the name of a test. */
const NAME_OR_COMMENT = /^\s*(\/\/|\/?\*|(it|describe)\b|\]?\)\(["'`])/;

/** The lines of a text that contain a banned phrase. */
function bannedIn(text: string): string[] {
  return text.split("\n").filter((line) => BANNED.some((phrase) => phrase.test(line)));
}

/** The lines of a file that contain a banned name or phrase. In the code of tests, only names and comments are prose. */
function bannedInFile(path: string): string[] {
  const text = readFileSync(join(REPOSITORY, path), "utf8");
  const lines = text.split("\n");
  const isTestCode = path.startsWith("test/") && CODE.test(path);
  const prose = isTestCode ? lines.filter((line) => NAME_OR_COMMENT.test(line)) : lines;
  return [...bannedIn(prose.join("\n")), ...lines.filter((line) => CODE.test(path) && BANNED_NAMES.test(line))];
}

/** The text files in a folder of the repository. */
function filesIn(folder: string, recursive: boolean): string[] {
  const names = readdirSync(join(REPOSITORY, folder), { recursive, encoding: "utf8" });
  const paths = names.map((name) => join(folder, name)).filter((path) => TEXT.test(path) && !NOT_OURS.test(path));
  return paths.filter((path) => path !== "test/docs/banned-words.ts");
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
  it.each(["", ".ci", ".github", "agent", "provider", "stacks", "test"])(
    "is the language of the files in ./%s",
    (folder) => {
      const files = filesIn(folder, folder !== "");
      expect(files.length).toBeGreaterThan(0);
      expect(files.flatMap((path) => bannedInFile(path).map((line) => `${path}: ${line.trim()}`))).toEqual([]);
    },
  );

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
