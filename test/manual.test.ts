import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SYMPTOMS } from "../stacks/operate/doctor/symptoms.js";
import { arkenos } from "./cli/terminal.js";
import { quoted } from "./manual/page.js";
import { scenes } from "./manual/scenes.js";
import { troubleshooting } from "./manual/troubleshooting.js";

const manual = readFileSync(join(import.meta.dirname, "..", "stacks", "operate", "README.md"), "utf8");
const commandsIn = (text: string) => Array.from(text.matchAll(/^ {2}([a-z][\w-]+(?:\|\w+)?) /gm), ([, name]) => name);

describe("the page of the commands", () => {
  it("lists the commands that there are, and no other", async () => {
    const { stdout } = await arkenos(["--help"]);
    const [listed = ""] = manual.split("```")[1]?.split("Exit codes") ?? [];
    expect(commandsIn(stdout).length).toBeGreaterThan(10);
    expect(commandsIn(listed)).toEqual(commandsIn(stdout));
  });

  it("ends with today's troubleshooting", () => {
    expect(manual.endsWith(`\n${troubleshooting(SYMPTOMS)}`)).toBe(true);
  });

  it("shows every scene with what it printed", () => {
    const shown = Array.from(manual.matchAll(/^\$ arkenos (.*)\n(?!```)/gm), ([, argv]) => argv);
    expect(shown).toEqual(scenes.map(({ argv }) => argv.map(quoted).join(" ")));
  });
});
