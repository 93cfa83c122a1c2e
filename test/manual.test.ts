import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { SYMPTOMS } from "../stacks/operate/doctor/symptoms.js";
import { arkenos } from "./cli/terminal.js";
import { examples } from "./manual/examples.js";
import { commandLine, page } from "./manual/page.js";
import { REPOSITORY } from "./repository.js";

it("the README of the command is what its script writes around the outputs of the examples", async () => {
  const manual = readFileSync(join(REPOSITORY, "stacks", "operate", "README.md"), "utf8");
  const shownBelow = (line: string) => manual.split(`\`\`\`\n${line}\n`)[1]?.split(/^```$/m)[0] ?? "";
  const { stdout: help } = await arkenos(["--help"], { columns: 80 });
  const runs = examples.map((example) => ({ example, output: shownBelow(commandLine(example)) }));
  expect(runs.filter(({ output }) => output === "")).toEqual([]);
  expect(manual).toBe(page({ help, symptoms: SYMPTOMS }, runs));
});
