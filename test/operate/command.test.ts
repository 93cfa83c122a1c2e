import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arkenos, arkenosJson, withoutProgress } from "../cli/terminal.js";
import { descendants, treeProblem } from "../engine/process-tree.js";
import { answering, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";

const OWNED = "+15105550100";
const BOUGHT = "+12065550200";

let stack: TelephonyStack;
beforeAll(async () => {
  stack = await TelephonyStack.start({ twilio: { owned: [OWNED] } });
  await stack.workspace.configure(answering({ [OWNED]: {}, [BOUGHT]: { purchase: true } }));
});
afterAll(() => stack?.dispose());

const here = () => ({ cwd: stack.workspace.folder, env: stack.workspace.env });
/** How often the account owns the number: buying an owned number again adds it twice. */
const owned = () => stack.emulator.twilio.store.numbers.all(({ phoneNumber }) => phoneNumber === BOUGHT).length;

describe("the command with the real engine", longTimeout, () => {
  it("lists the existing stacks when one is unknown, without a remote call", async () => {
    const { exitCode, stderr } = await arkenos(["preview", "--stack", "prod"], here());
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^Error: Unknown stack "prod" in .*\n {2}Choose one with --stack: dev\n$/);
    expect(stack.calls).toEqual([]);
  });

  it("lists every problem of a bad config, without a remote call", async () => {
    await stack.workspace.configure({ ...answering({ [OWNED]: { agent: "sales" } }), agentNme: "x" });
    const { exitCode, answer } = await arkenosJson(["up", "--yes"], here());
    await stack.workspace.configure(answering({ [OWNED]: {}, [BOUGHT]: { purchase: true } }));
    expect(exitCode).toBe(2);
    expect(answer.error?.message).toMatch(/config has 2 problems/);
    expect(answer.error?.problems).toEqual(
      expect.arrayContaining([
        expect.stringContaining('there is no agent "sales"'),
        expect.stringContaining("did you mean agentName?"),
      ]),
    );
    expect(stack.calls).toEqual([]);
  });

  it("preview shows what up will do, and its exit code says that there are changes", async () => {
    const { exitCode, stdout } = await arkenos(["preview", "--detailed-exitcode"], here());
    expect(exitCode).toBe(4);
    expect(stdout).toContain(
      `+ Twilio  phone number ${BOUGHT}: to add to the stack; will be bought unless the account owns it`,
    );
    expect(stdout).toContain('+ LiveKit inbound trunk "Arkenos Inbound": to create');
    expect(stack.calls.filter(({ operation }) => !operation.startsWith("List"))).toEqual([]);
  });

  it.skipIf(treeProblem)("provision completes a killed run's work, and buys nothing twice", async () => {
    const held = stack.emulator.twilio.faults.hold("CreateIncomingPhoneNumber");
    const up = stack.workspace.start("up", "--yes", "--skip-preview");
    await Promise.race([held.arrived, up.ended.then(({ output }) => Promise.reject(new Error(output)))]);
    const orphans = await descendants(up.pid);
    await up.crash();

    const refused = await arkenosJson(["up", "--yes"], here());
    expect(refused).toMatchObject({ exitCode: 5, answer: { error: { message: "Another run holds the stack" } } });

    const recovering = arkenosJson(["provision", "--yes"], here());
    setTimeout(() => held.release(), 15_000);
    const { exitCode, answer } = await recovering;
    expect({ exitCode, error: answer.error }).toEqual({ exitCode: 0, error: undefined });
    const recovered = answer.recovered as { holders: { pid: number }[]; orphans: number[] };
    expect(recovered.holders.map(({ pid }) => pid)).toEqual([up.pid]);
    expect(orphans).toEqual(expect.arrayContaining(recovered.orphans));
    expect(recovered.orphans.length).toBeGreaterThan(0);
    expect(owned()).toBe(1);
    expect(stack.emulator.dial({ from: "+15105550177", to: BOUGHT }).agents).toHaveLength(1);
  });

  it("up updates both clouds to match the config, and says what Twilio bills for", async () => {
    await stack.workspace.configure(
      answering({ [OWNED]: {}, [BOUGHT]: { purchase: true }, "+12065550201": { purchase: true } }),
    );
    const { exitCode, stdout, stderr } = await arkenos(["up", "--yes"], here());
    expect(stderr).toMatch(/^\+ Twilio {2}phone number \+12065550201: added to the stack {2}\d+\.\d s$/m);
    expect({ exitCode, stderr: withoutProgress(stderr) }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("Twilio bills monthly for: +12065550201.");
    expect(stdout).toContain(`    numbers: ["${BOUGHT}","${OWNED}"] → ["${BOUGHT}","+12065550201","${OWNED}"]`);
    expect(stack.emulator.dial({ from: "+15105550177", to: "+12065550201" }).agents).toHaveLength(1);
    expect(stdout).not.toContain("was killed");
    expect((await arkenos(["preview", "--detailed-exitcode"], here())).exitCode).toBe(0);
  });

  it("refresh shows manual changes field by field", async () => {
    const [trunk] = stack.emulator.twilio.store.trunks.all();
    stack.emulator.twilio.store.trunks.patch(trunk?.sid ?? "", { secure: true });
    const { exitCode, answer } = await arkenosJson(["refresh", "--preview-only", "--detailed-exitcode"], here());
    expect(exitCode).toBe(4);
    expect(answer.changes).toMatchObject([
      {
        op: "update",
        cloud: "Twilio",
        name: "telephony-trunk",
        fields: [{ path: "secure", before: false, after: true }],
      },
    ]);
  });

  it("status shows the last run, and what was changed by hand", async () => {
    const { answer } = await arkenosJson(["status", "--refresh"], here());
    expect(answer).toMatchObject({
      isInterrupted: false,
      lastRun: { kind: "update", result: "succeeded" },
      drift: { checked: true, changes: [{ op: "update", cloud: "Twilio", name: "telephony-trunk" }] },
    });
  });

  it("a refused call fails the run with the cloud's reason, and what is done stays done", async () => {
    stack.emulator.twilio.faults.next("UpdateTrunk", { kind: "refuse", status: 500 }, 9);
    await arkenos(["refresh"], here());
    const { exitCode, stderr } = await arkenos(["up", "--yes"], here());
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/Twilio, trunk "Arkenos Inbound": .*.*500/);
  });

  it("destroy deletes everything but the numbers, and says which Twilio still bills for", async () => {
    const { exitCode, stdout, stderr } = await arkenos(["destroy", "--yes"], here());
    expect({ exitCode, stderr: withoutProgress(stderr) }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/Still in your Twilio account and billed: .*\+12065550200/);
    const { trunks, numbers } = stack.emulator.twilio.store;
    expect([trunks.size, numbers.size]).toEqual([0, 3]);
    expect(stack.emulator.livekit.store.inboundTrunks.size).toBe(0);
  });
});
