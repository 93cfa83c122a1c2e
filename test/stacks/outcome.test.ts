import { resources } from "@arkenos/provider";
import { expect, it } from "vitest";
import type { Noun } from "../../stacks/operate/observe/observed.js";
import { objectLabel } from "../../stacks/operate/object-words.js";
import { ended, endedOn, type Event, textOf } from "./engine-events.js";

it("every kind of object has a label", () => {
  for (const noun of Object.keys(resources) as Noun[]) {
    expect(objectLabel(noun, {}).cloud.toLowerCase()).toBe(resources[noun].spec.type.split(":")[0]);
  }
});

it("a change is shown field by field, with secrets hidden and the cloud's own values unknown", () => {
  const secret = (text: string) => ({ "4dabf18193072939515e22adb298388d": "1b47", ciphertext: text });
  const before = {
    name: "Way out",
    numbers: ["+15105550100"],
    media: { codecs: [], strict: false },
    authPassword: secret("a"),
    __provider: "x",
  };
  const after = {
    ...before,
    numbers: [],
    media: { codecs: [], strict: true },
    authPassword: secret("b"),
    address: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    __provider: "y",
  };
  expect(textOf([ended("update", "livekit:OutboundTrunk", "telephony-outbound", before, after)], "will")).toEqual([
    '~ LiveKit outbound trunk "Way out": to update',
    "    address: (none) → [known after up]",
    "    authPassword: [secret] → [secret]",
    "    media.strict: false → true",
    '    numbers: ["+15105550100"] → []',
    "1 to update.",
  ]);
});

it("a secret that the engine marks only after the preview of an update is not a change", () => {
  const { resOutputsEvent } = ended(
    "update",
    "livekit:InboundTrunk",
    "telephony-inbound",
    { name: "Old", authPassword: "" },
    { name: "New", authPassword: { "4dabf18193072939515e22adb298388d": "1b47", ciphertext: "[secret]" } },
  );
  const before = ended(
    "update",
    "livekit:InboundTrunk",
    "telephony-inbound",
    { name: "Old", authPassword: "" },
    { name: "New", authPassword: "" },
  ).resOutputsEvent;
  if (!before || !resOutputsEvent) throw new Error("Both steps have metadata");
  const events: Event[] = [
    { sequence: 0, timestamp: 0, resourcePreEvent: { ...before, planning: true } },
    { sequence: 1, timestamp: 0, resOutputsEvent: { ...resOutputsEvent, planning: true } },
  ];
  expect(textOf(events, "will")).toEqual([
    '~ LiveKit inbound trunk "New": to update',
    "    name: Old → New",
    "1 to update.",
  ]);
});

it("a replacement counts as one change, not as a create and a delete", () => {
  const [old, now] = [
    { username: "livekit", rotation: "" },
    { username: "livekit", rotation: "2" },
  ];
  const lines = textOf([
    ended("create-replacement", "twilio:Credential", "telephony-credential", old, now),
    ended("delete-replaced", "twilio:Credential", "telephony-credential", old, undefined),
  ]);
  expect(lines).toEqual(['± Twilio  credential "livekit": replaced', '    rotation: "" → 2', "1 replaced."]);
});

it("names the numbers that Twilio bills: bought, kept, released", () => {
  const number = (phoneNumber: string, release = false) => ({ phoneNumber, release });
  const lines = textOf([
    ended("create", "twilio:PhoneNumber", "a", undefined, number("+12065550200")),
    ended("delete", "twilio:PhoneNumber", "b", number("+12065550201"), undefined),
    ended("delete", "twilio:PhoneNumber", "c", number("+12065550202", true), undefined),
  ]);
  expect(lines.slice(1)).toEqual([
    "- Twilio  phone number +12065550201: removed from the stack; you keep the number",
    "- Twilio  phone number +12065550202: deleted",
    "1 created, 2 deleted.",
    "Twilio bills monthly for: +12065550200.",
    "Still in your Twilio account and billed: +12065550201. To release one, set release: true and run up before destroy.",
    "Released to Twilio: +12065550202.",
  ]);
});

it("a failed refresh reports nothing that it has not read", () => {
  const trunk = { friendlyName: "A" };
  const { resOutputsEvent } = ended("refresh", "twilio:ElasticTrunk", "t", trunk, trunk);
  const begun = resOutputsEvent && {
    sequence: 0,
    timestamp: 0,
    resourcePreEvent: { ...resOutputsEvent, planning: true },
  };
  if (begun?.resourcePreEvent.metadata.new) begun.resourcePreEvent.metadata.new.id = "";
  expect(textOf(begun ? [begun] : [], "drift")).toEqual(["No changes: the stack has no resources."]);
});

it("a refresh reports manual changes and deleted objects", () => {
  const lines = textOf(
    [
      ended(
        "refresh",
        "twilio:ElasticTrunk",
        "t",
        { friendlyName: "A", secure: false },
        { friendlyName: "A", secure: true },
      ),
      ended("refresh", "twilio:OriginationUrl", "o", { sipUrl: "sip:a" }, undefined),
      ended("refresh", "livekit:InboundTrunk", "i", { name: "In" }, { name: "In" }),
    ],
    "drift",
  );
  expect(lines).toEqual([
    '~ Twilio  trunk "A": changed by hand',
    "    secure: false → true",
    "- Twilio  origination URL sip:a: missing",
    "1 changed by hand, 1 missing; 1 unchanged.",
  ]);
});

it("an object that a refresh found missing stays missing when the program requests it again", () => {
  const rule = { name: "Rule" };
  const again = ended("same", "livekit:DispatchRule", "r", rule, rule);
  for (const state of [again.resOutputsEvent?.metadata.old, again.resOutputsEvent?.metadata.new])
    if (state) state.id = "";
  expect(textOf([ended("refresh", "livekit:DispatchRule", "r", rule, undefined), again], "drift")).toEqual([
    '- LiveKit dispatch rule "Rule": missing',
    "1 missing.",
  ]);
});

it("a leftover of an earlier replacement is deleted beside its successor, which stays", () => {
  const now = { username: "livekit", rotation: "2" };
  const credential = { type: "pulumi-nodejs:dynamic/twilio:Credential", name: "c" };
  const kept = endedOn({ ...credential, op: "same", id: "CR2" }, now, now);
  const leftover = endedOn({ ...credential, op: "delete", id: "CR1" }, now, undefined);
  expect(textOf([kept, leftover])).toEqual(['- Twilio  credential "livekit": deleted', "1 deleted; 1 unchanged."]);
});

it("a destroy that runs the program counts each object once", () => {
  const now = { username: "livekit", rotation: "2" };
  const credential = ["twilio:Credential", "c", now] as const;
  expect(textOf([ended("same", ...credential, now), ended("delete", ...credential, undefined)])).toEqual([
    '- Twilio  credential "livekit": deleted',
    "1 deleted.",
  ]);
});
