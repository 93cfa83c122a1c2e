import { SIPMediaEncryption } from "@livekit/protocol";
import { beforeEach, describe, expect, it } from "vitest";
import type { PhoneCall } from "../../emulator/dial.js";
import { call, called, caller, end, livekit, rule, trunk } from "./stores.js";

beforeEach(() => livekit.clear());

describe("LiveKit's dispatch rules", () => {
  const room = (phoneCall?: Partial<PhoneCall>) => call({}, phoneCall).room;
  const none = `dispatch-rule: No dispatch rule matches ${called} from ${caller}: it rings without an answer.`;

  it("for the trunk precede those for any trunk", () => {
    const trunkId = trunk({ numbers: [called] });
    rule({}, "any");
    rule({ trunkIds: [trunkId] }, "specific");
    expect(room()).toBe("specific");
  });

  it("for another trunk do not match", () => {
    trunk({ numbers: [called] });
    rule({ trunkIds: ["ST_other"] });
    expect(end(call())).toBe(none);
  });

  it.each([
    ["a caller", { inboundNumbers: [caller] }, true],
    ["a caller in another spelling", { inboundNumbers: [caller.slice(1)] }, false],
    ["a called number", { numbers: [called] }, true],
    ["a called number in another spelling", { numbers: [called.slice(1)] }, false],
    ["another number", { numbers: ["+1"] }, false],
  ])("compare %s as written", (_, fields, taken) => {
    rule(fields);
    expect(call().ok).toBe(taken);
    if (!taken) expect(end(call())).toBe(none);
  });

  it("for particular numbers come first, then direct ones, then those per caller", () => {
    const per = (roomPrefix: string) =>
      ({ rule: { rule: { case: "dispatchRuleIndividual", value: { roomPrefix, noRandomness: true } } } }) as const;
    rule({ ...per("callers"), numbers: [called] });
    expect(room()).toBe(`callers_${caller}`);
    rule({ inboundNumbers: [caller] }, "direct");
    expect(room()).toBe("direct");
    rule({ ...per("both"), inboundNumbers: [caller], numbers: [called] });
    expect(room()).toBe(`both_${caller}`);
  });

  it("with a PIN precede open ones, and require it", () => {
    rule({}, "open");
    rule({ name: "secret" }, "secret", "42");
    expect(end(call())).toBe("dispatch-rule: secret asks for a PIN, and none was entered.");
    expect(room({ pin: "42" })).toBe("secret");
    expect(end(call({}, { pin: "43" }))).toBe(none);
  });

  it("in conflict make LiveKit refuse the call", () => {
    rule({ name: "a" });
    rule({ name: "b" });
    expect(end(call())).toContain("LiveKit answers 503: Dispatch rule for the same trunk");
  });

  it("create a room per caller, with the same suffix for the same call", () => {
    rule({ rule: { rule: { case: "dispatchRuleIndividual", value: { roomPrefix: "call" } } } });
    expect(room()).toMatch(/^call_\+15550199_[2-9A-HJ-NP-Za-km-z]{12}$/);
    expect(room()).toBe(room());
    expect(room({ from: "+15550198" })).not.toBe(room());
  });

  it.each([
    [{ roomPrefix: "number" }, /^number_\+15550100$/],
    [{}, /^\+15550100$/],
    [{ roomPrefix: "number", randomize: true }, /^number_\+15550100_\w{12}$/],
  ])("create a room per called number: %j", (value, name) => {
    rule({ rule: { rule: { case: "dispatchRuleCallee", value } } });
    expect(room()).toMatch(name);
  });

  it("may hide the caller's number", () => {
    rule({
      hidePhoneNumber: true,
      rule: { rule: { case: "dispatchRuleIndividual", value: { roomPrefix: "call", noRandomness: true } } },
    });
    const { attributes, participant, room } = call();
    expect(room).toBe("call_0199");
    expect(participant).toMatchObject({ identity: expect.stringMatching(/^sip_[0-9a-f]{16}$/), name: "Phone 0199" });
    expect(Object.keys(attributes)).toEqual(["sip.trunkID", "sip.ruleID"]);
  });

  it("may require encryption that Twilio does not offer", () => {
    rule({ media: { encryption: SIPMediaEncryption.SIP_MEDIA_ENCRYPT_REQUIRE } });
    expect(end(call())).toBe("dispatch-rule: LiveKit requires SRTP, which Twilio offers on secure trunks only.");
    expect(call({ secure: true }).ok).toBe(true);
  });
});
