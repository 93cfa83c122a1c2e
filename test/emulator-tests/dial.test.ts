import { SIPMediaEncryption } from "@livekit/protocol";
import { beforeEach, describe, expect, it } from "vitest";
import { call, called, caller, end, livekit, number, rule, trunk, url } from "./dial/stores.js";

beforeEach(() => livekit.clear());

it("a call reaches the room with its attributes, and requests the agent", () => {
  const trunkId = trunk({ name: "Arkenos Inbound", numbers: [called] });
  const ruleId = rule({
    name: "Arkenos Dispatch",
    trunkIds: [trunkId],
    metadata: "m",
    attributes: { tenant: "a", "sip.ruleID": "forged" },
    roomConfig: { agents: [{ agentName: "arkenos-agent", metadata: '{"agentId":"a"}' }] },
  });
  const { hops, ...landing } = call();
  expect(hops).toEqual([
    { at: "number", ok: true, id: "PN1", says: `${called} belongs to trunk TK1.` },
    { at: "trunk", ok: true, id: "TK1", says: "Arkenos Inbound takes the call." },
    { at: "origination", ok: true, id: "OU1", says: `${url.sipUrl} answers over tcp.` },
    { at: "inbound-trunk", ok: true, id: trunkId, says: `Arkenos Inbound answers ${called}.` },
    { at: "dispatch-rule", ok: true, id: ruleId, says: "Arkenos Dispatch takes the call." },
    { at: "room", ok: true, says: "The caller is in lobby, and LiveKit dispatches arkenos-agent." },
  ]);
  expect(landing).toEqual({
    ok: true,
    room: "lobby",
    participant: { identity: `sip_${caller}`, name: `Phone ${caller}`, metadata: "m" },
    agents: [{ agentName: "arkenos-agent", metadata: '{"agentId":"a"}' }],
    attributes: {
      tenant: "a",
      "sip.trunkID": trunkId,
      "sip.ruleID": ruleId,
      "sip.phoneNumber": caller,
      "sip.trunkPhoneNumber": called,
    },
  });
});

describe("Twilio", () => {
  beforeEach(() => {
    rule();
  });

  it.each([
    ["an unknown number", { numbers: [] }, `number: ${called} is not a number of this Twilio account.`],
    [
      "a number without a trunk",
      { numbers: [{ ...number, trunkSid: null }] },
      `number: ${called} is not associated with a trunk; its voice URL answers.`,
    ],
    ["a deleted trunk", { numbers: [{ ...number, trunkSid: "TK2" }] }, "trunk: The trunk does not exist any more."],
    ["no origination URL", { urls: [] }, "origination: The trunk has no enabled origination URL (32010)."],
    [
      "no enabled origination URL",
      { urls: [{ ...url, enabled: false }] },
      "origination: The trunk has no enabled origination URL (32010).",
    ],
    [
      "no sip: origination URL",
      { urls: [{ ...url, sipUrl: "https://x" }] },
      "origination: https://x is not a sip: URI.",
    ],
  ])("ends a call: %s", (_, changes, says) => {
    const dialed = call(changes);
    expect([dialed.ok, end(dialed)]).toEqual([false, says]);
    expect(dialed).toMatchObject({ agents: [], attributes: {} });
  });

  it("tries the lowest priority first, then the highest weight", () => {
    const urls = [
      { ...url, sid: "OU1", priority: 2, weight: 9 },
      { ...url, sid: "OU2", priority: 1, weight: 1 },
      { ...url, sid: "OU3", priority: 1, weight: 5 },
    ];
    expect(call({ urls }).hops.filter(({ at }) => at === "origination")).toMatchObject([{ id: "OU3", ok: true }]);
  });

  it("chooses by weight within a priority", () => {
    const urls = [
      { ...url, sid: "OU1", priority: 1, weight: 1 },
      { ...url, sid: "OU2", priority: 1, weight: 3 },
      { ...url, sid: "OU3", priority: 2, weight: 9 },
    ];
    const taken = Array.from({ length: 8 }, (_, index) => {
      const { hops } = call({ urls }, { draw: (index + 0.5) / 8 });
      return hops.find(({ at }) => at === "origination")?.id;
    });
    expect(taken).toEqual([...Array<string>(6).fill("OU2"), "OU1", "OU1"]);
  });

  it("ends a call that another project accepts, and skips a URL that it cannot use", () => {
    livekit.sipHost = "ABC.sip.livekit.cloud";
    const foreign = { ...url, sid: "OU1", sipUrl: "sip:old.sip.livekit.cloud" };
    const own = { ...url, sid: "OU2", priority: 2 };
    expect(end(call({ urls: [foreign, own] }))).toBe(
      "origination: old.sip.livekit.cloud takes the call; this LiveKit project is at ABC.sip.livekit.cloud.",
    );
    expect(call({ urls: [{ ...foreign, sipUrl: "sips:old.sip.livekit.cloud" }, own] })).toMatchObject({
      ...{ ok: true, room: "lobby" },
    });
  });

  it("uses TLS on a secure trunk, whatever the URL says, and then offers SRTP only", () => {
    const dialed = call({ secure: true });
    expect(dialed.hops[2]?.says).toBe(`${url.sipUrl} answers over tls.`);
    expect(end(dialed)).toContain("offers SRTP only");
    livekit.dispatchRules.patch(livekit.dispatchRules.all()[0]?.sipDispatchRuleId ?? "", {
      mediaEncryption: SIPMediaEncryption.SIP_MEDIA_ENCRYPT_ALLOW,
    });
    expect(call({ secure: true }).ok).toBe(true);
  });

  it("finds the number in any dialed format", () => {
    expect(call({}, { to: "1 (555) 01-00" }).ok).toBe(true);
  });
});
