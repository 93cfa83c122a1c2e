import type { PartialMessage } from "@bufbuild/protobuf";
import { SIPDispatchRuleInfo, SIPInboundTrunkInfo } from "@livekit/protocol";
import { type Dialed, dial, type PhoneCall } from "../../emulator/dial.js";
import { LiveKitStore } from "../../emulator/livekit/store.js";

/** The called number by default. */
export const called = "+15550100";
/** The caller's number. */
export const caller = "+15550199";
/** A number on trunk TK1. */
export const number: { sid: string; phoneNumber: string; trunkSid: string | null } = {
  sid: "PN1",
  phoneNumber: called,
  trunkSid: "TK1",
};
/** The origination target of TK1. */
export const url = {
  sid: "OU1",
  trunkSid: "TK1",
  sipUrl: "sip:abc.sip.livekit.cloud;transport=tcp",
  enabled: true,
  priority: 1,
  weight: 1,
};
/** The LiveKit side of every call; tests clear it. */
export const livekit = new LiveKitStore();

const carrier = { numbers: [number], secure: false, urls: [url] };

/** Calls through a Twilio account, with the test's changes. */
export function call(changes: Partial<typeof carrier> = {}, phoneCall: Partial<PhoneCall> = {}): Dialed {
  const { numbers, secure, urls } = { ...carrier, ...changes };
  const twilio = {
    numbers: { all: () => numbers },
    trunks: { all: () => [{ sid: "TK1", friendlyName: "Arkenos Inbound", secure, disasterRecoveryUrl: null }] },
    originationUrls: { all: () => urls },
  };
  return dial({ livekit, twilio }, { from: caller, to: called, ...phoneCall });
}

/** Where a call ended, and why. */
export function end({ hops }: Dialed): string {
  const { at, says } = hops.at(-1) ?? {};
  return `${at}: ${says}`;
}

/** Adds an inbound trunk. @returns its id */
export function trunk(fields: PartialMessage<SIPInboundTrunkInfo> = {}): string {
  const info = new SIPInboundTrunkInfo({ sipTrunkId: livekit.ids.next("ST"), ...fields });
  return livekit.inboundTrunks.insert(info).sipTrunkId;
}

/** Adds a dispatch rule, by default a direct one. @returns its id */
export function rule(fields: PartialMessage<SIPDispatchRuleInfo> = {}, roomName = "lobby", pin = ""): string {
  const direct = { rule: { case: "dispatchRuleDirect" as const, value: { roomName, pin } } };
  const info = new SIPDispatchRuleInfo({ sipDispatchRuleId: livekit.ids.next("SDR"), rule: direct, ...fields });
  return livekit.dispatchRules.insert(info).sipDispatchRuleId;
}
