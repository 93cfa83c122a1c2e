import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { longTimeout, TelephonyStack } from "../engine/telephony-stack.js";
import { arkenosOn } from "./arkenos-on.js";
import { talking } from "../talking.js";

const KEPT = "+15105550100";
const LOST = "+15105550101";

const config = {
  sipDomain: "acme.sip.livekit.cloud",
  agents: { reception: { systemPrompt: "You answer for Acme.", ...talking } },
  numbers: { [KEPT]: { agent: "reception" }, [LOST]: { agent: "reception" } },
};

describe("a number that is released with --give-back in a run that fails partway", longTimeout, () => {
  let stack: TelephonyStack;
  beforeAll(async () => {
    stack = await TelephonyStack.start({ twilio: { owned: [KEPT, LOST] } });
    await stack.workspace.configure(config);
    await stack.workspace.up();
  }, longTimeout.timeout);
  afterAll(() => stack?.dispose());

  const arkenos = (...argv: string[]) => arkenosOn(stack, argv);
  const release = (...flags: string[]) =>
    arkenos("numbers", "release", LOST, "--give-back", "--i-understand", ...flags);
  const file = () => readFile(join(stack.workspace.folder, "Pulumi.dev.yaml"), "utf8");
  const owned = () => stack.emulator.twilio.store.numbers.all().map(({ phoneNumber }) => phoneNumber);
  const answering = (number: string) => stack.emulator.dial({ from: "+15105550177", to: number }).agents.length;
  const failNext = (operation: string) => {
    const { livekit, twilio } = stack.emulator;
    (operation.includes("SIP") ? livekit : twilio).faults.next(operation, { kind: "refuse", status: 503 }, 5);
  };
  const nextOf = (answer: object) => (answer as { error: { next?: string } }).error.next;
  const WAY_BACK = `To undo: arkenos numbers assign ${LOST} --agent reception`;

  it("at LiveKit, gets a remedy that works: the number rings again and is not released", async () => {
    failNext("UpdateSIPInboundTrunk");
    const answer = await release();
    expect(answer).toMatchObject({ ok: false });
    expect(nextOf(answer)).toContain(`To continue: arkenos provision. ${WAY_BACK}`);
    expect(answering(LOST)).toBe(0);

    expect(await arkenos("numbers", "assign", LOST, "--agent", "reception")).toMatchObject({ ok: true });
    expect(owned()).toEqual([KEPT, LOST]);
    expect(answering(LOST)).toBe(1);
    expect(await file()).not.toContain("release");
    const calls = await stack.callsOf(() => arkenos("up"));
    expect(calls.filter(({ method, operation }) => method !== "GET" && !operation.startsWith("List"))).toEqual([]);
  });

  it("at Twilio's trunk, gets the same remedy", async () => {
    failNext("DeletePhoneNumber");
    const answer = await release();
    expect(nextOf(answer)).toContain(`To continue: arkenos numbers release ${LOST} --give-back. ${WAY_BACK}`);
    expect(answering(LOST)).toBe(1);
    expect(await arkenos("numbers", "assign", LOST, "--agent", "reception")).toMatchObject({ ok: true });
    expect(await file()).not.toContain("release");
  });

  it("and is then added by hand without purchase, rings and is kept", async () => {
    failNext("UpdateSIPInboundTrunk");
    expect(await release()).toMatchObject({ ok: false });
    await stack.workspace.configure(config);
    expect(await arkenos("up")).toMatchObject({ ok: true });
    expect(owned()).toEqual([KEPT, LOST]);
    expect(answering(LOST)).toBe(1);
  });

  it("and is then released without --give-back, stays in the account", async () => {
    expect(await arkenos("numbers", "release", LOST)).toMatchObject({ ok: true, givenBack: false });
    expect(owned()).toEqual([KEPT, LOST]);
    expect(await arkenos("numbers", "assign", LOST, "--agent", "reception")).toMatchObject({ ok: true });
  });

  it("and is then released without --give-back while the config still marks it, stays in the account", async () => {
    failNext("DeletePhoneNumber");
    expect(await release()).toMatchObject({ ok: false });
    expect(await file()).toContain("release: true");
    expect(await arkenos("numbers", "release", LOST)).toMatchObject({ ok: true, givenBack: false });
    expect(owned()).toEqual([KEPT, LOST]);
    expect(await arkenos("numbers", "assign", LOST, "--agent", "reception")).toMatchObject({ ok: true });
  });

  it("is refused when the account does not own it, and not bought to be released", async () => {
    const FOR_SALE = "+12065550200";
    await stack.workspace.configure({ ...config, numbers: { ...config.numbers, [FOR_SALE]: { agent: "reception" } } });
    const calls = await stack.callsOf(async () => {
      expect(await arkenos("numbers", "release", FOR_SALE, "--give-back", "--i-understand")).toMatchObject({
        ok: false,
        error: { code: "number_not_owned", next: `To remove it from the stack: arkenos numbers release ${FOR_SALE}` },
      });
    });
    expect(calls.filter(({ method, operation }) => method !== "GET" && !operation.startsWith("List"))).toEqual([]);
    expect(await file()).not.toContain("purchase");
    await stack.workspace.configure(config);
  });

  it("is not reported as returned to Twilio when another stack has since adopted it", async () => {
    const { twilio } = stack.emulator;
    const theirs = twilio.store.trunks.insert({
      ...Object.assign({}, twilio.store.trunks.all()[0]),
      sid: "TK000000000000000000000000000000ff",
      friendlyName: "Theirs",
      domainName: "theirs.pstn.twilio.com",
    });
    const held = stack.emulator.livekit.faults.hold("UpdateSIPInboundTrunk");
    const releasing = release();
    await held.arrived;
    const number = twilio.store.numbers.all(({ phoneNumber }) => phoneNumber === LOST)[0];
    twilio.store.numbers.patch(number?.sid ?? "", { trunkSid: theirs.sid });
    held.release();
    expect(await releasing).toMatchObject({
      ok: false,
      error: {
        message: `${LOST} was removed from this stack but not released to Twilio: it is on trunk ${theirs.sid}`,
      },
    });
    expect(owned()).toEqual([KEPT, LOST]);
  });

  it("is released when nothing prevents it", async () => {
    const number = stack.emulator.twilio.store.numbers.all(({ phoneNumber }) => phoneNumber === LOST)[0];
    stack.emulator.twilio.store.numbers.patch(number?.sid ?? "", { trunkSid: null });
    expect(await arkenos("numbers", "assign", LOST, "--agent", "reception")).toMatchObject({ ok: true });
    failNext("UpdateSIPInboundTrunk");
    expect(await release()).toMatchObject({ ok: false });
    expect(await arkenos("provision")).toMatchObject({ ok: true });
    expect(owned()).toEqual([KEPT]);
  });
});
