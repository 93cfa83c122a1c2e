import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SYMPTOMS } from "../stacks/operate/doctor/symptoms.js";
import { arkenos } from "./cli/terminal.js";
import { quoted } from "./manual/page.js";
import { examples } from "./manual/examples.js";
import { troubleshooting } from "./manual/troubleshooting.js";

const manual = readFileSync(join(import.meta.dirname, "..", "stacks", "operate", "README.md"), "utf8");
const commandsIn = (text: string) => Array.from(text.matchAll(/^ {2}([a-z][\w-]+(?:\|\w+)?) /gm), ([, name]) => name);

describe("the README of the command", () => {
  it("lists exactly the existing commands", async () => {
    const { stdout } = await arkenos(["--help"]);
    const [listed = ""] = manual.split("```")[1]?.split("Exit codes") ?? [];
    expect(commandsIn(stdout).length).toBeGreaterThan(10);
    expect(commandsIn(listed)).toEqual(commandsIn(stdout));
  });

  it("ends with the current troubleshooting", () => {
    expect(manual.endsWith(`\n${troubleshooting(SYMPTOMS)}`)).toBe(true);
  });

  it("shows every example with its output", () => {
    const shown = Array.from(manual.matchAll(/^\$ arkenos (.*)\n(?!```)/gm), ([, argv]) => argv);
    expect(shown).toEqual(examples.map(({ argv }) => argv.map(quoted).join(" ")));
  });
});
