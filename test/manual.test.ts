import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { CATALOG } from "../stacks/operate/doctor/catalog.js";
import { SYMPTOMS } from "../stacks/operate/doctor/symptoms.js";
import { arkenos } from "./cli/terminal.js";
import { checkIds, problemCodes } from "./manual/codes.js";
import { codesPage } from "./manual/codes-page.js";
import { examples } from "./manual/examples.js";
import { commandLine, page } from "./manual/page.js";
import { REPOSITORY } from "./repository.js";
import { sourceFiles } from "./source-files.js";

it("the page of codes is what its script writes from the code, and says what each one means", () => {
  expect(readFileSync(join(REPOSITORY, "stacks", "operate", "CODES.md"), "utf8")).toBe(codesPage());
  const [problems, checks] = [problemCodes(), checkIds()];
  const isSentence = (text: string) => /^[\p{Lu}*"`…]|^[a-z]+[A-Z]/u.test(text) && !/… …/.test(text);
  const unclear = [...problems, ...checks].filter(([, texts]) => texts.length === 0 || !texts.every(isSentence));
  expect(unclear).toEqual([]);
  expect([...checks.keys()]).toEqual(CATALOG.map(({ id }) => id).toSorted());
  expect(codesInText().filter((code) => !problems.has(code))).toEqual([]);
}, 60_000);

/** Every code that a file of the product writes, found without its syntax. */
function codesInText(): string[] {
  return sourceFiles("provider", "agent", "stacks")
    .flatMap(({ text }) => [...text.matchAll(/\bcode: "([a-z]\w*)"/g)].map(([, code = ""]) => code))
    .filter((code) => code !== "custom");
}

it("the README of the command is what its script writes around the outputs of the examples", async () => {
  const manual = readFileSync(join(REPOSITORY, "stacks", "operate", "README.md"), "utf8");
  const shownBelow = (line: string) => manual.split(`\`\`\`\n${line}\n`)[1]?.split(/^```$/m)[0] ?? "";
  const { stdout: help } = await arkenos(["--help"], { columns: 80 });
  const runs = examples.map((example) => ({ example, output: shownBelow(commandLine(example)) }));
  expect(runs.filter(({ output }) => output === "")).toEqual([]);
  expect(manual).toBe(page({ help, symptoms: SYMPTOMS }, runs));
});
