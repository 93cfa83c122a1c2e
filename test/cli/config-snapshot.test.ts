import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { configSnapshot, requireUnchanged } from "../../stacks/operate/cli/converge/config-snapshot.js";

const PROJECT = "name: telephony\nruntime: nodejs\n";
const AGENTS = '{"reception":{"systemPromptFile":"front desk.md"}}';
const CONFIG = `config:\n  arkenos:agents: ${AGENTS}\n`;

let folder: string;
let snapshot: string;
const write = (file: string, text: string) => writeFile(join(folder, file), text);
const stack = () => ({ folder, name: "dev", config: () => Promise.resolve({ "arkenos:agents": AGENTS }) });
const unchanged = () => requireUnchanged(stack(), snapshot);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "arkenos-config-"));
  await write("Pulumi.yaml", PROJECT);
  await write("Pulumi.dev.yaml", CONFIG);
  await write("front desk.md", "You answer.");
  snapshot = await configSnapshot(stack());
});
afterEach(() => rm(folder, { recursive: true }));

it("a comment, or the engine's key, is no change of the config", async () => {
  await write("Pulumi.dev.yaml", `# checked\nencryptionsalt: v1:abc=\n${CONFIG}`);
  await unchanged();
});

it.each([
  ["the stack's file", "Pulumi.dev.yaml", `${CONFIG}  arkenos:namePrefix: Acme\n`],
  ["the stack's file, no longer valid YAML", "Pulumi.dev.yaml", "config: {"],
  ["the project's values", "Pulumi.yaml", `${PROJECT}config:\n  arkenos:namePrefix: Acme\n`],
  ["the project's file, no longer valid YAML", "Pulumi.yaml", "name: {"],
  ["an agent's prompt file", "front desk.md", "You answer in French."],
])("%s that was saved after the plan refuses the plan", async (_what, file, text) => {
  await write(file, text);
  await expect(unchanged()).rejects.toMatchObject({ code: "config_changed" });
});

it.each([
  ["as JSON text", `config:\n  arkenos:agents: '${AGENTS}'\n`],
  ["in an environment of the stack", "environment: [shared]\n"],
  ["as one secret", "config:\n  arkenos:agents: { secure: v1:abc= }\n"],
])("a prompt file that was saved refuses the plan, with the agents %s", async (_where, text) => {
  await write("Pulumi.dev.yaml", text);
  snapshot = await configSnapshot(stack());
  await unchanged();
  await write("front desk.md", "You answer in French.");
  await expect(unchanged()).rejects.toMatchObject({ code: "config_changed" });
});

it("an environment that was saved refuses the plan", async () => {
  await write("Pulumi.dev.yaml", "environment: [shared]\n");
  snapshot = await configSnapshot(stack());
  const saved = { ...stack(), config: () => Promise.resolve({ "arkenos:agents": "{}" }) };
  await expect(requireUnchanged(saved, snapshot)).rejects.toMatchObject({ code: "config_changed" });
});

it("a prompt file outside the project is not read, which could take forever", async () => {
  await write("Pulumi.dev.yaml", CONFIG.replace("front desk.md", "/dev/zero"));
  expect(await configSnapshot(stack())).toContain("is outside the project");
});
