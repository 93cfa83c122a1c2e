import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { configSnapshot, requireUnchanged } from "../../stacks/operate/cli/converge/config-snapshot.js";

const PROJECT = "name: telephony\nruntime: nodejs\n";
const CONFIG = 'config:\n  arkenos:agents:\n    reception: { systemPromptFile: "prompts/front desk.md" }\n';

let folder: string;
let snapshot: string;
const write = (file: string, text: string) => writeFile(join(folder, file), text);
const unchanged = () => requireUnchanged({ folder, name: "dev" }, snapshot);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "arkenos-config-"));
  await write("Pulumi.yaml", PROJECT);
  await write("Pulumi.dev.yaml", CONFIG.replace("prompts/", ""));
  await write("front desk.md", "You answer.");
  snapshot = await configSnapshot({ folder, name: "dev" });
});
afterEach(() => rm(folder, { recursive: true }));

it("a comment, or the engine's key, is no change of the config", async () => {
  await write("Pulumi.dev.yaml", `# checked\nencryptionsalt: v1:abc=\n${CONFIG.replace("prompts/", "")}`);
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
