import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { configInFile } from "../../stacks/operate/config-file/config-in-file.js";
import { decryptWithPassphrase } from "../../stacks/operate/engine/passphrase.js";
import { longTimeout, TelephonyStack } from "./telephony-stack.js";

const PLAIN = `
  # A comment.
  arkenos:numbers:
    "+15105550101": { agent: sales, move: true }
    '+15105550100': &main { agent: reception }
    "+15105550102": *main
  arkenos:agents:
    sales:
      systemPrompt: |
        You sell “Acme” <products> & more.
      temperature: 0.7
      limits: [1, 20, -3]
      tools: []
    reception: { systemPrompt: "Quotes: \\"; a line\\nbreak", llm: openai/gpt-4o-mini }
  arkenos:allowed: [54.172.60.0/30, 10.0.0.1]
  arkenos:namePrefix: "007"
  arkenos:count: 12
  arkenos:secure: false
  arkenos:empty: ""
  other:text: two words, and 3 more
`;

describe("a stack's config in its file", longTimeout, () => {
  let stack: TelephonyStack;
  let file: string;
  beforeAll(async () => {
    stack = await TelephonyStack.start({});
    file = join(stack.workspace.folder, "Pulumi.dev.yaml");
    await writeFile(file, `${await readFile(file, "utf8")}config:${PLAIN}`);
    await stack.workspace.setSecret("agentEnv.OPENAI_API_KEY", "sk-“a secret”");
    await stack.workspace.setSecret("livekitApiSecret", "another secret");
  }, longTimeout.timeout);
  afterAll(() => stack?.dispose());

  const read = (env: Readonly<Record<string, string>> = {}) => {
    const { folder } = stack.workspace;
    const at = { folder, env: { ...stack.workspace.env, ...env } };
    return readFile(file, "utf8").then((text) => configInFile(text, (salt) => decryptWithPassphrase(salt, at)));
  };

  it("means the same without the engine as to the engine, secrets and the order of keys included", async () => {
    const printed = await stack.workspace.succeed("config", "--show-secrets", "--json");
    const said = JSON.parse(printed) as Record<string, { value: string }>;
    // Go escapes < and & in JSON.
    const respelled = (text: string) => (/^[[{]/.test(text) ? JSON.stringify(JSON.parse(text)) : text);
    const engine = Object.entries(said).map(([key, { value }]) => [key, respelled(value)]);
    expect(Object.entries((await read()) ?? {})).toEqual(engine);
  });

  it("is left to the engine if the passphrase is wrong or missing", async () => {
    expect(await read({ PULUMI_CONFIG_PASSPHRASE: "wrong" })).toBeUndefined();
    const { PULUMI_CONFIG_PASSPHRASE: _, ...env } = stack.workspace.env;
    const { folder } = stack.workspace;
    expect(
      await configInFile(await readFile(file, "utf8"), (salt) => decryptWithPassphrase(salt, { folder, env })),
    ).toBeUndefined();
    await writeFile(join(folder, "passphrase"), `${stack.workspace.env.PULUMI_CONFIG_PASSPHRASE}\n`);
    const inFile = { folder, env: { ...env, PULUMI_CONFIG_PASSPHRASE_FILE: "passphrase" } };
    expect(
      await configInFile(await readFile(file, "utf8"), (salt) => decryptWithPassphrase(salt, inFile)),
    ).toMatchObject({ "arkenos:livekitApiSecret": "another secret" });
  });
});

describe("a config that is left to the engine", () => {
  it.each([
    ["an environment", "environment: [acme]\nconfig: {}"],
    ["another secrets provider", "secretsprovider: awskms://a\nconfig: { a:b: { secure: v1:x } }"],
    ["a secret without a salt", "config: { a:b: { secure: v1:x } }"],
    ["a number with a plus sign", "config: { a:b: +15105550100 }"],
    ["a number as a key", "config: { a:b: { +15105550100: x } }"],
    ["a date", "config: { a:b: 2026-11-29 }"],
    ["an octal number", "config: { a:b: 017 }"],
    ["a number with zeros at its end", "config: { a:b: 1.10 }"],
    ["a number that JavaScript rounds", "config: { a:b: 12345678901234567890 }"],
    ["a time in base 60", "config: { a:b: 12:30 }"],
    ["a word that is a boolean to some", "config: { a:b: on }"],
    ["a null", "config: { a:b: }"],
    ["a tag", "config: { a:b: !!str 12 }"],
    ["a key without a namespace", "config: { b: text }"],
    ["no YAML", "]"],
  ])("because of %s", async (_, text) => {
    expect(await configInFile(text, () => Promise.resolve(undefined))).toBeUndefined();
  });
});
