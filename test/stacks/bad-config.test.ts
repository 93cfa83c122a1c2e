import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { problemText } from "../../provider/problem.js";
import { diagnosed } from "../../stacks/operate/engine/problems.js";
import { ConfigError } from "../../stacks/config/config-error.js";
import { readConfig } from "../../stacks/config.js";
import { accounts } from "./bad-configs/accounts.js";
import { agents } from "./bad-configs/agents.js";
import { calls } from "./bad-configs/calls.js";
import { numbers } from "./bad-configs/numbers.js";
import { toolConfigs } from "./bad-configs/tools.js";
import { trunks } from "./bad-configs/trunks.js";
import { pulumiConfig, SECRETS, soundConfig, withoutCredentials } from "./pulumi-config.js";

const folder = mkdtempSync(join(tmpdir(), "arkenos-project-"));
const project = join(folder, "project");
mkdirSync(join(project, "prompts"), { recursive: true });
writeFileSync(join(folder, "outside.md"), "You know the host's secrets.");
symlinkSync(join(folder, "outside.md"), join(project, "prompts", "link.md"));
symlinkSync(folder, join(project, "linked"));
writeFileSync(join(project, "prompts", "empty.md"), "\n");
writeFileSync(join(project, "prompts", "unknown.md"), "You talk to {{customer}}.\n");
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(withoutCredentials);

function refusalOf(config: Readonly<Record<string, unknown>>): ConfigError {
  try {
    readConfig(pulumiConfig({ ...soundConfig, ...config }), project);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error("the config was taken");
}

describe("a config with one mistake is refused with one sentence and its remedy", () => {
  const rows = [...accounts, ...agents, ...toolConfigs, ...numbers, ...trunks, ...calls];

  it.each(rows)("%s", (problem, config) => {
    const { problems, message } = refusalOf(config);
    expect(problems.map(problemText)).toEqual([problem]);
    expect(diagnosed(message).problems).toEqual(problems);
    expect(problems[0]?.message).not.toContain("; ");
    for (const secret of Object.values(SECRETS)) expect(message).not.toContain(secret);
  });
});

describe("a config with several mistakes", () => {
  it("is refused once, with all of them", () => {
    const { problems } = refusalOf({
      livekitApiKey: undefined,
      numbers: {
        "+15105550100": { agent: "nobody", purchase: "yes" },
        "+1 510 555 0100": { agent: "reception" },
        "510": { agnt: "reception" },
      },
      agents: {
        reception: { systemPromptFile: "prompts/none.md", llm: "openai/gpt-4o-mini", stt: "deepgram/nova-3" },
        "night desk": { voice: 5 },
      },
      trunk: { secure: true, transport: "udp", recordings: {} },
      outbound: { fromNumbers: ["510-555-0199"], rotation: 2 },
      phonNumbers: "{}",
    });
    expect(problems.map(problemText).toSorted()).toEqual([
      "agents.reception.systemPromptFile: prompts/none.md does not exist; " +
        "write the path of a file, relative to the folder of Pulumi.yaml",
      "agents.reception.tts: is missing, so callers would not hear the agent; set one, such as cartesia/sonic-3",
      'agents["night desk"].voice: must be text',
      'agents["night desk"]: has no prompt; write either systemPrompt or systemPromptFile',
      'agents["night desk"]: is not an agent\'s id; write 1 to 64 letters, digits, and . _ -',
      "livekitApiKey: not set in the stack's config, which has livekitApiSecret, " +
        "and LIVEKIT_API_KEY from the environment is never mixed with it; run pulumi config set arkenos:livekitApiKey <key>",
      'numbers["+1 510 555 0100"]: is not in E.164 format; write +15105550100, in quotes',
      'numbers["+1 510 555 0100"]: is the same number as "+15105550100"; keep one of the two',
      'numbers["+15105550100"].agent: there is no agent "nobody"; agents are reception, night desk',
      'numbers["+15105550100"].purchase: must be true or false',
      'numbers["510"].agent: is missing; name the agent that answers this number',
      'numbers["510"].agnt: unknown property; did you mean agent?',
      'numbers["510"]: is not in E.164 format; write + and 7 to 15 digits, in quotes, such as +15105550100',
      'outbound.fromNumbers[0]: "510-555-0199" is not in E.164 format; write + and 7 to 15 digits that begin with the country code, such as +15105550100',
      'outbound.rotation: must be text, such as "2"',
      "phonNumbers: unknown property; did you mean numbers?",
      "trunk.recordings: unknown property; did you mean recording?",
      "trunk.transport: is udp, but a secure trunk accepts only tls; write tls, or set trunk.secure to false",
    ]);
  });

  it("is reported in one message, one line each", () => {
    const { message } = refusalOf({ adopt: "always", agentName: "" });
    expect(message).toBe(
      "The stack's config has 2 problems [arkenos:invalid_config]:\n" +
        "  - agentName: is empty [arkenos:empty]; write one such as arkenos-agent, or leave it out\n" +
        '  - adopt: must be "by-name", "never", or an object of ids such as { "inboundTrunk": "ST_…" } [arkenos:invalid_union]',
    );
  });

  it("is an error that Pulumi prints without a stack trace", () => {
    expect(pulumi.RunError.isInstance(refusalOf({ adopt: "always" }))).toBe(true);
  });

  it("does not blame a number for an agent that is itself invalid", () => {
    expect(refusalOf({ agents: { reception: 5 } }).problems).toHaveLength(1);
    expect(refusalOf({ agents: 5 }).problems).toHaveLength(1);
  });

  it("shows none of its secrets, wherever they are", () => {
    const { message } = refusalOf({
      adopt: "always",
      agentEnv: { key: SECRETS.model },
      agents: {
        reception: {
          systemPrompt: "You answer for Acme.",
          llm: { plugin: "openai", options: { nested: [{ api_key: SECRETS.model }] } },
          tools: [
            { type: "http", url: `https://me:${SECRETS.model}@acme.com`, headers: { "X-Api-Key": SECRETS.model } },
          ],
        },
      },
    });
    for (const secret of Object.values(SECRETS)) expect(message).not.toContain(secret);
  });
});
