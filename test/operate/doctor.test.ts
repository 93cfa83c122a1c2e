import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Finding } from "../../stacks/operate/doctor/finding.js";
import { arkenos, arkenosJson } from "../cli/terminal.js";
import { ARKENOS } from "../terminal/arkenos.js";
import { KEYS, Terminal } from "../terminal/terminal.js";
import { answering, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";

const NUMBER = "+15105550100";
const CALLER = "+15105550177";

let stack: TelephonyStack;
beforeAll(async () => {
  stack = await TelephonyStack.start({ twilio: { owned: [NUMBER] } });
  await stack.workspace.configure(answering({ [NUMBER]: {} }));
  await stack.workspace.up();
}, longTimeout.timeout);
afterAll(() => stack?.dispose());

const here = () => ({ cwd: stack.workspace.folder, env: stack.workspace.env });
const idsOf = (findings: unknown) =>
  (findings as Finding[]).filter(({ severity }) => severity !== "info").map(({ id }) => id);

/** A person reads a finding, then is asked, and declines. @returns the exit code */
async function refusal(words: readonly string[], finding: string, question: string): Promise<number | null> {
  const terminal = Terminal.open({ command: [...ARKENOS, ...words], ...here() });
  try {
    await terminal.until(finding);
    await terminal.until(question);
    terminal.type(KEYS.enter);
    await terminal.until("Nothing was changed.");
    return await terminal.ended;
  } finally {
    await terminal.close();
  }
}

describe("the doctor with the real engine", longTimeout, () => {
  it("finds nothing in a healthy stack, and changes nothing", async () => {
    const calls = await stack.callsOf(async () => {
      const { exitCode, answer } = await arkenosJson(["doctor"], here());
      expect([exitCode, idsOf(answer.findings)]).toEqual([0, []]);
    });
    expect(calls.filter(({ method, operation }) => method !== "GET" && !operation.startsWith("List"))).toEqual([]);
  });

  it("names the agent, and traces a call to the room", async () => {
    expect((await arkenos(["lookup", NUMBER], here())).stdout).toBe(
      `${NUMBER} → reception: the config assigns it to reception\n${NUMBER}: reaches the worker (worker: not probed).\n`,
    );
    expect(await arkenos(["lookup", "+15105559999"], here())).toMatchObject({
      exitCode: 3,
      stdout: expect.stringMatching(
        /^No agent found for phone \+15105559999.*\n\+15105559999: not answered: ends at the number: /,
      ) as string,
    });
    expect((await arkenos(["routes"], here())).stdout).toContain(`${NUMBER}     → reception`);
    const simulated = await arkenosJson(["simulate", CALLER, NUMBER], here());
    const verdict = { calls: "reaches the worker", worker: "not probed", share: 1 };
    expect(simulated).toMatchObject({ exitCode: 0, answer: { verdict, agent: "reception" } });
    // Its former name still works.
    expect(await arkenosJson(["test-pipeline", NUMBER], here())).toMatchObject({
      exitCode: 0,
      answer: { through: true },
    });
  });

  it("says what a caller hears while no worker runs, and what takes over", async () => {
    const { livekit, twilio } = stack.emulator;
    const simulated = () => arkenosJson(["simulate", CALLER, NUMBER, "--worker-down"], here());
    expect(await simulated()).toMatchObject({
      exitCode: 3,
      answer: { takenOver: false, ways: [{ share: 1, ringsSeconds: 180, status: 486 }] },
    });
    const [trunk] = twilio.store.trunks.all();
    const [inbound] = livekit.store.inboundTrunks.all();
    twilio.store.trunks.patch(trunk?.sid ?? "", { disasterRecoveryUrl: "https://acme.com/closed" });
    // A LiveKit server that drops the status answers 486, on which Twilio does not fail over.
    expect(await simulated()).toMatchObject({ exitCode: 3, answer: { takenOver: false } });
    livekit.store.release = "1.13.11";
    livekit.store.inboundTrunks.patch(inbound?.sipTrunkId ?? "", { ringingTimeoutStatus: 503 });
    const { exitCode, stdout } = await arkenos(["simulate", CALLER, NUMBER, "--worker-down"], here());
    livekit.store.release = "1.13.5";
    twilio.store.trunks.patch(trunk?.sid ?? "", { disasterRecoveryUrl: null });
    expect([exitCode, stdout]).toEqual([
      0,
      expect.stringContaining(
        `${NUMBER}: while no worker runs, the caller hears ringing for up to 180 s, then https://acme.com/closed takes over.`,
      ),
    ]);
    expect(stdout).toContain("livekit-sip 1.8.0 always answers 486");
  });

  it.each([
    [["doctor", "--only", "origination-hots"], "Did you mean origination-host?"],
    [["doctor", "--probe", "agent-join"], "Did you mean agent-joins?"],
    [
      ["simulate", "555-0177", NUMBER],
      '"555-0177" is not in E.164 format, and not a phone number in the country code +1',
    ],
    [["lookup", "510"], "is not in E.164 format"],
    [["lookup", "020 7946 0100", "--country", "XX"], '--country: unknown country "XX"'],
    [["doctor", "--probe", "outbound-call=510"], "is not in E.164 format"],
    [["test-route", "+15105559999"], "is not in this stack"],
  ])("refuses %j, without a remote call", async (argv, says) => {
    const calls = await stack.callsOf(async () => {
      const { exitCode, stderr, stdout } = await arkenos(argv, here());
      expect([exitCode, stdout]).toEqual([2, ""]);
      expect(stderr).toContain(says);
    });
    expect(calls).toEqual([]);
  });

  it.each([
    [["simulate", "510-555-0177", "(510) 555 0100"], { from: "+15105550177", to: NUMBER }],
    [["simulate", "020 7946 0100", "020 7946 0101", "--country", "gb"], { from: "+442079460100", to: "+442079460101" }],
    [["lookup", "510 555 0100"], { number: NUMBER, agent: "reception" }],
    [["lookup", "030 901820", "--country", "DE"], { number: "+4930901820" }],
    [["test-route", "510.555.0100"], { number: NUMBER, through: true }],
  ])("accepts a number in its local format: %j", async (argv, expected) => {
    expect((await arkenosJson(argv, here())).answer).toMatchObject(expected);
  });

  it("detects whether an agent joins and speaks, and leaves no room behind", async () => {
    const { store } = stack.emulator.livekit;
    const silent = await arkenosJson(["doctor", "--only", "account-active", "--probe", "agent-joins"], here());
    expect(silent.answer.findings).toMatchObject([
      { id: "agent-worker-health" },
      { id: "agent-joins", causedBy: { id: "agent-worker-health" } },
    ]);
    store.workers.insert({ id: "AW_1", agentName: "arkenos-agent", publishesAudio: true });
    const heard = await arkenosJson(
      ["doctor", "--only", "account-active", "--probe", "agent-joins", "outbound-call=+15105550199"],
      here(),
    );
    expect(heard.answer).toMatchObject({
      findings: [],
      verdicts: [{ number: NUMBER, calls: "reaches the worker", worker: "answering" }],
    });
    expect(store.rooms.all()).toEqual([]);
    const refused = await arkenosJson(
      ["doctor", "--only", "account-active", "--probe", "outbound-call=+912212345678"],
      here(),
    );
    expect(refused.answer.findings).toMatchObject([{ id: "outbound-call", found: "403" }]);
  });

  it("reports a probe that cannot run as a finding, with all the others", async () => {
    const { faults, store } = stack.emulator.livekit;
    store.workers.clear();
    faults.next("CreateRoom", { kind: "refuse", status: 500 });
    const { exitCode, answer } = await arkenosJson(
      ["doctor", "--only", "account-active", "--probe", "agent-joins", "origination-resolves"],
      here(),
    );
    expect({ exitCode, answer }).toMatchObject({
      exitCode: 3,
      answer: {
        passed: ["account-active"],
        verdicts: [{ number: NUMBER, calls: "reaches the worker", worker: "not probed" }],
      },
    });
    expect(answer.skipped).toContainEqual(expect.objectContaining({ id: "agent-joins", isUnread: true }));
    expect(answer.findings).toContainEqual(
      expect.objectContaining({
        ...{ id: "agent-joins-not-checked", severity: "error", found: "500" },
        message: expect.stringMatching(/^Whether a worker answers as arkenos-agent was not checked: /) as string,
      }),
    );
  });

  it("fixes what up can fix, and nothing else", async () => {
    const { livekit, twilio } = stack.emulator;
    const [rule] = livekit.store.dispatchRules.all();
    const [url] = twilio.store.originationUrls.all();
    const [number] = twilio.store.numbers.all();
    const [trunk] = livekit.store.outboundTrunks.all();
    livekit.store.dispatchRules.patch(rule?.sipDispatchRuleId ?? "", { hidePhoneNumber: true, trunkIds: [] });
    livekit.store.outboundTrunks.patch(trunk?.sipTrunkId ?? "", { address: "other.pstn.twilio.com" });
    twilio.store.originationUrls.patch(url?.sid ?? "", { enabled: false });
    twilio.store.numbers.patch(number?.sid ?? "", { trunkSid: null, emergencyStatus: "Active" });
    const ill = await arkenosJson(["doctor"], here());
    expect(ill.exitCode).toBe(3);
    expect(idsOf(ill.answer.findings)).toEqual(
      expect.arrayContaining(["origination-enabled", "number-not-on-trunk", "rule-hides-number", "outbound-address"]),
    );
    expect(await arkenosJson(["test-route", NUMBER], here())).toMatchObject({
      exitCode: 3,
      answer: { through: false },
    });
    expect(await refusal(["doctor", "--fix"], "✗ origination-enabled", "Apply the fix?")).toBe(3);
    expect(await refusal(["test-route", NUMBER, "--fix"], "✗ origination ", "Update both clouds")).toBe(3);
    expect(twilio.store.originationUrls.all()[0]).toMatchObject({ enabled: false });
    const mended = await arkenosJson(["doctor", "--fix", "--yes"], here());
    expect([mended.exitCode, idsOf(mended.answer.findings)]).toEqual([0, ["number-emergency"]]);
    expect(twilio.store.numbers.all()[0]).toMatchObject({ emergencyStatus: "Active" });
    expect(await arkenosJson(["test-route", NUMBER], here())).toMatchObject({ exitCode: 0 });
  });

  it("completes a number's route on request and after confirmation", async () => {
    const { numbers } = stack.emulator.twilio.store;
    numbers.patch(numbers.all()[0]?.sid ?? "", { trunkSid: null, emergencyStatus: "Inactive" });
    const unasked = await arkenosJson(["test-route", NUMBER, "--fix"], here());
    expect([unasked.exitCode, unasked.answer.error?.next]).toEqual([2, expect.stringContaining("Use --yes")]);
    expect(numbers.all()[0]?.trunkSid).toBeNull();
    const mended = await arkenosJson(["test-route", NUMBER, "--fix", "--yes"], here());
    expect(mended).toMatchObject({ exitCode: 0, answer: { through: true } });
    expect(numbers.all()[0]?.trunkSid).toMatch(/^TK/);
  });

  it("reports an invalid config as findings", async () => {
    await stack.workspace.configure(answering({ [NUMBER]: { agent: "gone" }, "510555": {} }));
    const { exitCode, answer } = await arkenosJson(["doctor"], here());
    expect(exitCode).toBe(3);
    expect(idsOf(answer.findings).sort()).toEqual(["number-e164", "routing-table"]);
  });
});
