import { resources } from "@arkenos/provider";
import { expect, it } from "vitest";
import { outcomeText } from "../../stacks/cli/outcome-text.js";
import { objectWords } from "../../stacks/engine/object-words.js";
import { Gathering } from "../../stacks/engine/outcome.js";

const URN = "urn:pulumi:dev::acme::arkenos:telephony:SipTopology$pulumi-nodejs:dynamic";

type Event = Parameters<Gathering["hear"]>[0];
type Inputs = Record<string, unknown>;

function ended(op: string, type: string, name: string, old: Inputs | undefined, now: Inputs | undefined): Event {
  const urn = `${URN}/${type}::${name}`;
  const state = (inputs: Inputs) => ({ type, urn, id: "X1", parent: "", inputs, outputs: inputs, provider: "" });
  const metadata = {
    ...{ op: op as never, urn, type: `pulumi-nodejs:dynamic/${type}`, provider: "" },
    ...(old && { old: state(old) }),
    ...(now && { new: state(now) }),
  };
  return { sequence: 0, timestamp: 0, resOutputsEvent: { metadata } };
}

const textOf = (events: readonly Event[], tense: "will" | "done" | "drift" = "done") => {
  const gathering = new Gathering({ drift: tense === "drift" });
  for (const event of events) gathering.hear(event);
  return outcomeText(gathering.outcome, tense).split("\n");
};

it("every kind of object has words", () => {
  for (const [noun, { spec }] of Object.entries(resources)) {
    expect(objectWords(noun, {}).cloud.toLowerCase()).toBe(spec.type.split(":")[0]);
  }
});

it("a change is told field by field, secrets hidden, what only the cloud knows left open", () => {
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
    '~ LiveKit outbound trunk "Way out": to change',
    "    address: (none) → [known after up]",
    "    authPassword: [secret] → [secret]",
    "    media.strict: false → true",
    '    numbers: ["+15105550100"] → []',
    "1 to change.",
  ]);
});

it("a replacement is one change, not a making and a deletion", () => {
  const [old, now] = [
    { username: "livekit", rotation: "" },
    { username: "livekit", rotation: "2" },
  ];
  const told = textOf([
    ended("create-replacement", "twilio:Credential", "telephony-credential", old, now),
    ended("delete-replaced", "twilio:Credential", "telephony-credential", old, undefined),
  ]);
  expect(told).toEqual(['± Twilio  credential "livekit": replaced', '    rotation: "" → 2', "1 replaced."]);
});

it("numbers are told by what they cost: owned, kept, given back", () => {
  const number = (phoneNumber: string, release = false) => ({ phoneNumber, release });
  const told = textOf([
    ended("create", "twilio:PhoneNumber", "a", undefined, number("+12065550200")),
    ended("delete", "twilio:PhoneNumber", "b", number("+12065550201"), undefined),
    ended("delete", "twilio:PhoneNumber", "c", number("+12065550202", true), undefined),
  ]);
  expect(told.slice(1)).toEqual([
    "- Twilio  phone number +12065550201: let go of; it is kept in the account",
    "- Twilio  phone number +12065550202: deleted",
    "1 made, 2 deleted.",
    "Billed by Twilio each month from now on: +12065550200.",
    "Kept in the Twilio account, and billed on: +12065550201. To give one back, converge release: true before.",
    "Given back to Twilio: +12065550202.",
  ]);
});

it("a refresh that fails tells nothing of what it has not read yet", () => {
  const trunk = { friendlyName: "A" };
  const { resOutputsEvent } = ended("refresh", "twilio:ElasticTrunk", "t", trunk, trunk);
  const begun = resOutputsEvent && {
    sequence: 0,
    timestamp: 0,
    resourcePreEvent: { ...resOutputsEvent, planning: true },
  };
  if (begun?.resourcePreEvent.metadata.new) begun.resourcePreEvent.metadata.new.id = "";
  expect(textOf(begun ? [begun] : [], "drift")).toEqual(["There is nothing in the stack."]);
});

it("a refresh tells what was changed by hand and what is gone", () => {
  const told = textOf(
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
  expect(told).toEqual([
    '~ Twilio  trunk "A": changed by hand',
    "    secure: false → true",
    "- Twilio  origination URL sip:a: gone",
    "1 changed by hand, 1 gone, 1 as we left it.",
  ]);
});
