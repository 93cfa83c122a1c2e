import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ConfigDraft } from "../../stacks/operate/config-file/config-draft.js";
import { parseConfig } from "../../stacks/operate/config-file/parsing.js";
import { projectFile } from "../../stacks/operate/engine/project-file.js";

const times = (count: number, text: string) => `[${Array(count).fill(text).join(", ")}]`;
const nested = Array.from(
  { length: 12 },
  (_, depth) => `  x:a${depth}: &a${depth} ${depth === 0 ? "[lol, lol]" : times(9, `*a${depth - 1}`)}`,
);
const BOMBS = {
  "nested aliases": nested.join("\n"),
  "many uses of a long text": `  x:a: &a ${"lol".repeat(10_000)}\n  x:b: ${times(1_000, "*a")}`,
  "a list of itself": "  x:a: &a [*a]",
};

it.each(Object.entries(BOMBS))(
  "a config that %s make gigabytes of is refused with the file's name",
  async (_, bomb) => {
    const said = "its aliases cannot be resolved, or expand to too much; write out their values";
    expect(() => parseConfig(`config:\n${bomb}\n`, "Pulumi.dev.yaml")).toThrow(`Pulumi.dev.yaml: ${said}`);
    const folder = await mkdtemp(join(tmpdir(), "arkenos-aliases-"));
    await writeFile(join(folder, "Pulumi.yaml"), `name: acme\nconfig:\n${bomb}\n`);
    expect(() => projectFile(folder)).toThrow(`Pulumi.yaml: ${said}`);
    await rm(folder, { recursive: true });
  },
);

it("a config in which many numbers have the same settings is accepted and can be edited", async () => {
  const numbers = Array.from({ length: 121 }, (_, index) => `"+1510555${String(index).padStart(4, "0")}"`);
  const [first, ...others] = numbers;
  const lines = [`    ${first}: &n { agent: reception }`, ...others.map((number) => `    ${number}: *n`)];
  const text = `config:\n  arkenos:numbers:\n${lines.join("\n")}\n`;
  const draft = new ConfigDraft(text, "Pulumi.dev.yaml");
  expect(Object.keys(draft.numbers())).toHaveLength(121);
  draft.set("namePrefix", "Acme");
  expect(draft.toString()).toBe(`${text}  arkenos:namePrefix: Acme\n`);
  const folder = await mkdtemp(join(tmpdir(), "arkenos-aliases-"));
  await writeFile(join(folder, "Pulumi.yaml"), `name: acme\n${text}`);
  expect(Object.keys(projectFile(folder).config?.["arkenos:numbers"] as object)).toHaveLength(121);
  await rm(folder, { recursive: true });
});
