import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { answering } from "../engine/telephony-stack.js";
import { until } from "./stack/until.js";
import { startLiveStack } from "./started-stack.js";
import { CALLER, TelephonyLab } from "./telephony-lab.js";
import { Voice } from "./voice.js";

const RECEPTION = "+15105550100";
const SALES = "+15105550101";
const TONES = [440, 620, 880];

// The calls use the topology that `pulumi up` creates; the test's own voice answers them.
describe("a call through the real servers", () => {
  const stack = startLiveStack();
  let lab: TelephonyLab;

  beforeAll(async () => {
    lab = await TelephonyLab.open(stack(), [RECEPTION, SALES]);
    const { sipDomain: _, ...config } = answering({ [RECEPTION]: {}, [SALES]: {} });
    await lab.up(config);
  });
  afterEach(() => lab.clear());
  afterAll(() => lab?.close());

  it("takes Twilio's origination URL, then the trunk and rule that `up` created, and requests the worker's agent name", async () => {
    const { inboundTrunkId, dispatchRuleId } = await lab.workspace.outputs();
    const call = await lab.call(RECEPTION);
    await call.ringing();
    const room = await lab.roomOf(CALLER);
    const [participant] = await lab.rooms.listParticipants(room);
    expect(room).toMatch(new RegExp(`^call_\\${CALLER}_\\w+$`));
    expect(participant?.attributes).toMatchObject({
      "sip.trunkID": inboundTrunkId,
      "sip.ruleID": dispatchRuleId,
      "sip.trunkPhoneNumber": RECEPTION,
      "sip.phoneNumber": CALLER,
      "sip.callStatus": "ringing",
    });
    expect(await lab.dispatches.listDispatch(room)).toMatchObject([{ agentName: "arkenos-agent", metadata: "" }]);
    expect(call.isAnswered).toBe(false);
  });

  it.each(TONES)("is answered when somebody speaks, and the caller hears them: %i Hz", async (frequency) => {
    const call = await lab.call(RECEPTION);
    const voice = await Voice.join(stack(), await lab.roomOf(CALLER), frequency);
    await call.answered();
    expect(await call.media.hears(TONES)).toBe(frequency);
    console.log(`heard ${frequency} Hz: ${JSON.stringify(call.timings)}`);
    await call.hangUp();
    await voice.leave();
  });

  it("carries the caller's voice into the room", async () => {
    const call = await lab.call(RECEPTION);
    const voice = await Voice.join(stack(), await lab.roomOf(CALLER), 440);
    await call.answered();
    await voice.listens();
    await Promise.all([call.media.speak(880, 2_000), voice.hears(880)]);
    await call.hangUp();
    await voice.leave();
  });

  it("is also answered over UDP", async () => {
    const call = await lab.call(SALES, { via: lab.sipAddress("udp") });
    const voice = await Voice.join(stack(), await lab.roomOf(CALLER), 440);
    await call.answered();
    expect(await call.media.hears(TONES)).toBe(440);
    await call.hangUp();
    await voice.leave();
  });

  it("removes the caller from the room when they hang up while it rings", async () => {
    const call = await lab.call(RECEPTION);
    const room = await lab.roomOf(CALLER);
    expect(await call.cancel()).toBe(487);
    await until("the room is empty", async () => (await lab.rooms.listParticipants(room)).length === 0);
  });

  it("gets no room for a number that is not in the stack", async () => {
    const call = await lab.call("+15105550199", { via: lab.sipAddress("tcp") });
    await expect(call.answered(4_000)).rejects.toThrow();
    expect(await lab.rooms.listRooms()).toEqual([]);
  });
});
