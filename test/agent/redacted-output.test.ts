import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { redactedLine } from "../../agent/worker/redacted-output.js";

const DIST = join(import.meta.dirname, "../../agent/dist");
const REDACTION = join(DIST, "worker/redacted-output.js");
const FAKES = join(import.meta.dirname, "../dist/agent/fakes");

/** A process's output. */
async function printed(program: string): Promise<{ stdout: string; stderr: string }> {
  const args = ["--input-type=module", "--eval", program];
  const env = { ...process.env, ARKENOS_PLUGIN_PATH: FAKES };
  return promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname, env });
}

describe("a redacted line", () => {
  it.each([
    ["the number of a caller", "+15105550177 called", "…77 called"],
    ["a number with separators", "from +1 (510) 555-0177.", "from …77."],
    ["a room's name", "call-_+15105550177_aB3x", "call-_…77_aB3x"],
    ["a room's name from a carrier without +", "call-_15105550177_aB3x", "call-_…77_aB3x"],
    ["an identity", "sip_+442079460100 left", "sip_…00 left"],
    ["an encoded number", "GET /calls?to=%2B15105550177", "GET /calls?to=…77"],
    ["a SIP URI", "sip:15105550177@acme.example", "sip:…77@acme.example"],
    ["ids, dates and addresses, unchanged", "AJ_7x8901234567y 2026-11-28 127.0.0.1:45123", undefined],
  ])("hides %s", (_, line, expected = line) => {
    expect(redactedLine(line)).toBe(expected);
    expect(JSON.parse(redactedLine(JSON.stringify({ msg: line })))).toEqual({ msg: expected });
  });

  it("contains no speech, and keeps what an operator needs", () => {
    const line = {
      ...{ level: 30, time: 1795911430954, pid: 4711, "lk.pii.message": "My name is Ada.", room_id: "RM_1" },
      error: {
        ...{ type: "APIStatusError", message: "Ada said no", stack: "APIStatusError: Ada\nsaid no\n    at x" },
        ...{ statusCode: 400, body: { error: "My name is Ada." } },
      },
      record: { transcript: [{ role: "user", text: "My name is Ada." }], "sip_+15105550177": true, turns: 2 },
      msg: "Call ended",
    };
    expect(JSON.parse(redactedLine(JSON.stringify(line)))).toEqual({
      ...{ level: 30, time: 1795911430954, pid: 4711, "lk.pii.message": "[redacted]", room_id: "RM_1" },
      error: {
        type: "APIStatusError",
        message: "[redacted]",
        stack: "    at x",
        statusCode: 400,
        body: { error: "[redacted]" },
      },
      record: { transcript: "[redacted]", "sip_…77": true, turns: 2 },
      msg: "Call ended",
    });
  });
});

it("covers everything that a process prints: LiveKit's log, the console and warnings", async () => {
  const program = `
    import { initializeLogger, log } from "@livekit/agents";
    import { redactOutput } from ${JSON.stringify(REDACTION)};
    redactOutput();
    initializeLogger({ pretty: false, level: "debug" });
    const child = log().child({ "lk.pii.room_name": "call-_+15105550177_x" });
    child.info({ "lk.pii.user_input": "My name is Ada." }, "room deleted");
    console.log("called by +15105550177");
    console.error("sip_+15105550177 %s", "left");
    log().error(new Error("+15105550177 is busy"), "failed");
    log().error(new Error("My name is Ada."));
    console.error(new TypeError("My name is Ada."));
  `;
  const { stdout, stderr } = await printed(program);
  expect(stdout + stderr).not.toMatch(/5105550177|\bAda\b/);
  expect(stdout).toContain('"msg":"room deleted"');
  expect(stdout).toContain("called by …77");
  expect(stderr).toMatch(/^sip_…77 left\nTypeError: \[redacted\]\n {4}at /);
});

it("contains nothing that a provider quotes in its errors", async () => {
  const program = `
    import { initializeLogger } from "@livekit/agents";
    import { redactOutput } from ${JSON.stringify(REDACTION)};
    import { loadModels } from ${JSON.stringify(join(DIST, "models/models.js"))};
    import { conversationOf } from ${JSON.stringify(join(DIST, "call/session.js"))};
    import { FailureLog } from ${JSON.stringify(join(DIST, "call/failure-log.js"))};
    redactOutput();
    initializeLogger({ pretty: false, level: "debug" });
    const model = { plugin: "./broken.js", options: { quotes: true, status: 400 } };
    const persona = { systemPrompt: "Hi.", language: "en", tools: [], llm: model, fallback: { llm: [model] } };
    const failures = new FailureLog("reception", (failure) => console.log(JSON.stringify({ failures: [failure] })));
    const models = await loadModels(persona, process.env, (failure) => failures.add(failure));
    const { session, agent } = conversationOf(persona, models, []);
    session.on("error", ({ error }) => console.error(error));
    await session.start({ agent });
    await session.run({ userInput: "My name is Ada, at +15105550177." }).wait().catch(() => {});
    await session.close();
    process.exit();
  `;
  const { stdout, stderr } = await printed(program);
  expect(stdout).toContain("A model of the session failed");
  expect(stdout).toMatch(/"part":"llm","model":".\/broken.js","status":400,"message":"\[redacted\]"/);
  expect(stdout + stderr).not.toMatch(/5105550177|\bAda\b/);
});
