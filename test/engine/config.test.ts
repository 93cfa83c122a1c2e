import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { longTimeout, TelephonyStack } from "./telephony-stack.js";

describe("a config with errors", longTimeout, () => {
  let stack: TelephonyStack;
  beforeAll(async () => {
    stack = await TelephonyStack.start({});
  });
  afterAll(() => stack?.dispose());

  it("is refused before the first call, with all problems at once and no stack trace", async () => {
    await stack.workspace.configure({
      agents: { reception: { systemPromptFile: "prompts/missing.md" } },
      numbers: { "510 555 0100": { agent: "reception" }, "+15105550101": { agent: "receptoin" } },
      outbound: { enabled: "no" },
      trunk: { secure: true, transport: "udp" },
    });
    const calls = await stack.callsOf(async () => {
      const { code, output } = await stack.workspace.run("preview");
      expect(code).not.toBe(0);
      for (const problem of [
        /numbers\["510 555 0100"\]: is not in E\.164 format \[arkenos:not_e164\]; write \+15105550100, in quotes/,
        /numbers\["\+15105550101"\]\.agent: there is no agent "receptoin" \[arkenos:unknown_agent\]; agents are reception/,
        /agents\.reception\.systemPromptFile: prompts\/missing\.md does not exist/,
        /outbound\.enabled: must be true or false/,
        /trunk\.transport: is udp, but a secure trunk accepts only tls/,
        /sipDomain: cannot be derived from ws:\/\/127\.0\.0\.1/,
      ])
        expect(output).toMatch(problem);
      expect(output).not.toMatch(/\bat .+\.js:\d+/);
    });
    expect(calls).toEqual([]);
  });

  it("that a schema can detect is refused in the same way", async () => {
    await stack.workspace.configure({ namePrefx: "Acme", numbers: { "+15105550100": {} }, adopt: "always" });
    const { code, output } = await stack.workspace.run("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(/namePrefx: unknown property \[arkenos:unknown_key\]; did you mean namePrefix\?/);
    expect(output).toMatch(/numbers\["\+15105550100"\]\.agent: is missing/);
    expect(output).toMatch(/adopt: must be|adopt: /);
    expect(output).not.toMatch(/\bat .+\.js:\d+/);
    expect(stack.calls).toEqual([]);
  });

  it("without credentials names each one and where to set it", async () => {
    stack.workspace.pointAt({ LIVEKIT_API_SECRET: "", TWILIO_AUTH_TOKEN: "" });
    await stack.workspace.configure({ sipDomain: "acme.sip.livekit.cloud" });
    const { code, output } = await stack.workspace.run("preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(/livekitApiSecret: not set \[arkenos:missing_setting\]; run pulumi config set/);
    expect(output).toMatch(/twilioAuthToken: not set, and neither are twilioApiKey and twilioApiSecret/);
  });
});
