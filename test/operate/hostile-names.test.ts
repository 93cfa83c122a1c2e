import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arkenos } from "../cli/terminal.js";
import { Console } from "../demo/console.js";
import { answering, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";

const [INBOUND, OUTBOUND, ELSEWHERE] = ["+15105550100", "+15105550101", "+15105550102"];
const HOSTILE = "Sales\u001b[31m\u0007\u009b2J\u202e\u200b\nAll is well <script>alert(1)</script> | `x` \u007f";
/** What no output may contain, whatever the name of an object; our own line breaks are in every output. */
const RAW = /[\0-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069]/;

const COMMANDS = [
  ["doctor"],
  ["graph"],
  ["graph", "--format", "mermaid"],
  ["graph", "--format", "svg"],
  ["graph", "--format", "html"],
  ["simulate", "+12065550123", INBOUND],
  ["lookup", INBOUND],
  ["routes"],
  ["numbers", "list"],
  ["test-route"],
  ["test-connection"],
  ["numbers", "assign", ELSEWHERE, "--agent", "reception"],
  ["import", "--dry-run"],
  ["preview"],
  ["refresh", "--preview-only"],
  ["refresh"],
  ["preview"],
  ["doctor"],
];

describe("names that other people gave", longTimeout, () => {
  let stack: TelephonyStack;
  beforeAll(async () => {
    stack = await TelephonyStack.start({ twilio: { owned: [INBOUND, OUTBOUND, ELSEWHERE] } });
    await stack.workspace.configure(answering({ [INBOUND]: {}, [OUTBOUND]: {} }));
    await stack.workspace.up();
    await new Console(stack.emulator).makeOldTrunk("Old PBX", ELSEWHERE);
    const { livekit, twilio } = stack.emulator;
    const { inboundTrunks, outboundTrunks, dispatchRules } = livekit.store;
    for (const { sipTrunkId } of inboundTrunks.all()) inboundTrunks.patch(sipTrunkId, { name: HOSTILE });
    for (const { sipTrunkId } of outboundTrunks.all()) outboundTrunks.patch(sipTrunkId, { name: HOSTILE });
    for (const { sipDispatchRuleId } of dispatchRules.all()) dispatchRules.patch(sipDispatchRuleId, { name: HOSTILE });
    for (const { sid } of twilio.store.accounts.all()) twilio.store.accounts.patch(sid, { friendlyName: HOSTILE });
    for (const { sid } of twilio.store.trunks.all()) twilio.store.trunks.patch(sid, { friendlyName: HOSTILE });
    for (const { sid } of twilio.store.numbers.all()) twilio.store.numbers.patch(sid, { friendlyName: HOSTILE });
  }, longTimeout.timeout);
  afterAll(() => stack?.dispose());

  const run = (argv: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    arkenos([...argv, "--stack", "dev", "--yes"], {
      cwd: stack.workspace.folder,
      env: { ...stack.workspace.env, ...env },
    });

  it.each(COMMANDS.map((argv) => [argv.join(" "), argv]))("are escaped by %s, in text and JSON", async (_, argv) => {
    const text = await run(argv);
    const json = await run([...argv, "--json"]);
    for (const output of [text.stdout, text.stderr, json.stdout, json.stderr]) {
      expect(RAW.exec(output)).toBeNull();
      expect(output).not.toMatch(/^All is well/m);
    }
    expect(() => JSON.parse(json.stdout) as unknown).not.toThrow();
    if (argv.includes("svg") || argv.includes("html")) expect(text.stdout).not.toContain("<script>alert");
  });

  it("do not color a terminal either", async () => {
    const { stdout } = await run(["doctor"], { FORCE_COLOR: "1" });
    expect(stdout).not.toContain("Sales\u001b");
  });

  it("are unescaped in JSON's values, for scripts to compare", async () => {
    const { stdout } = await run(["graph", "--json"]);
    expect(stdout).not.toContain(HOSTILE);
    expect(JSON.stringify(JSON.parse(stdout))).toContain("Sales");
  });
});
