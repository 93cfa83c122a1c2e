import { initializeLogger, type voice } from "@livekit/agents";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { openingOf } from "../../agent/call/greeting.js";
import { isAnsweredByPerson } from "../../agent/call/voicemail.js";
import { personaProblems } from "../../agent/contract/persona-problems.js";
import { type Persona, personaSchema } from "../../agent/contract/persona.js";
import { liveCall } from "./fakes/live-call.js";
import { persona } from "./fakes/personas.js";

beforeAll(() => initializeLogger({ pretty: false, level: "silent" }));

const open: voice.AgentSession[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((session) => session.close()));
});

const models = { stt: "deepgram/nova-3", llm: "openai/gpt-4o-mini", tts: "cartesia/sonic-3" };
const MESSAGE = "This is Acme. We will call again.";
const leave = { say: MESSAGE };

/** An outbound call whose other end says this; the model classifies it as a person or a machine. */
async function pickedUp(says: string | undefined, label: string, changes: Partial<Persona>) {
  const made = await liveCall({ ...models, ...changes }, [
    ...(says === undefined ? [] : [{ input: says, toolCalls: [{ name: "save_prediction", args: { label } }] }]),
  ]);
  open.push(made.session);
  const caller = { identity: "sip_1", number: "+15105550177", direction: "outbound" as const };
  const call = { ...made.call, caller: { ...caller, participant: { isSip: true, attributes: {} } } };
  const answered = isAnsweredByPerson(call);
  const { session } = made;
  // What the session reports to the detection when its STT hears speech; there is no STT here.
  if (says !== undefined) {
    session.amd?.onUserSpeechStarted();
    session.amd?.onTranscript(says);
    session.amd?.onUserSpeechEnded(0);
  }
  return { ...made, answered: await answered };
}

describe("an outbound call with LiveKit's answering machine detection", () => {
  const greeting = "I am away from my desk. Please leave a message after the tone.";

  it("leaves the persona's message on a voicemail, and hangs up", async () => {
    const { answered, said, hangUp } = await pickedUp(greeting, "machine-vm", { voicemail: leave });
    expect(answered).toBe(false);
    expect(said()).toEqual([MESSAGE]);
    expect(hangUp).toHaveBeenCalledExactlyOnceWith("voicemail");
  }, 20_000);

  it.each<[string, Persona["voicemail"], string]>([
    ["a voicemail when the persona leaves no messages", "hang-up", "machine-vm"],
    ["a full mailbox", leave, "machine-unavailable"],
  ])(
    "hangs up on %s without a word",
    async (_, voicemail, label) => {
      const { answered, said, hangUp } = await pickedUp(greeting, label, { voicemail });
      expect({ answered, said: said() }).toEqual({ answered: false, said: [] });
      expect(hangUp).toHaveBeenCalledExactlyOnceWith("voicemail");
    },
    20_000,
  );

  it.each([
    ["a person", "Hello?", "human"],
    ["a menu, which the model handles", "Press 1 to go on.", "machine-ivr"],
    ["a silent person", undefined, ""],
  ])(
    "talks to %s",
    async (_, says, label) => {
      const { answered, said, hangUp } = await pickedUp(says, label, { voicemail: leave });
      expect({ answered, said: said() }).toEqual({ answered: true, said: [] });
      expect(hangUp).not.toHaveBeenCalled();
    },
    20_000,
  );
});

describe("the opening of a call", () => {
  const opened = (direction: "inbound" | "outbound", changes: Partial<Persona>) =>
    openingOf({
      persona: persona({ greeting: "Acme, good day.", ...changes }),
      caller: { identity: "sip_1", number: undefined, direction, participant: { isSip: true, attributes: {} } },
    });
  const changes = { outboundGreeting: "This is Acme.", greetingAudio: "hi.wav", firstSpeaker: "caller" as const };

  it("is the outbound greeting in an outbound call, spoken first and instead of the recording", () => {
    const { greeting, greetingAudio, firstSpeaker } = opened("outbound", changes);
    expect({ greeting, greetingAudio, firstSpeaker }).toEqual({
      ...{ greeting: "This is Acme.", greetingAudio: undefined, firstSpeaker: "agent" },
    });
  });

  it("is unchanged in an inbound call, and without an outbound greeting", () => {
    expect(opened("inbound", changes)).toMatchObject({ greeting: "Acme, good day.", greetingAudio: "hi.wav" });
    expect(opened("outbound", {})).toMatchObject({ greeting: "Acme, good day." });
  });
});

it.each<[object, RegExp]>([
  [{ voicemail: "leave" }, /must be "hang-up", or \{ say: "…" \}/],
  [{ voicemail: { say: " " } }, /./],
  [{ outboundGreeting: "" }, /is empty; write the first words of an outbound call/],
])("the setting %j is refused", (changes, mistake) => {
  const { success, error } = personaSchema.safeParse({ systemPrompt: "You answer for Acme.", ...changes });
  expect(success).toBe(false);
  expect(error?.issues[0]?.message).toMatch(mistake);
});

it("a persona that cannot detect machines, or cannot speak its greeting, is refused in preview", () => {
  const lacking = persona({ greetingAudio: "hi.wav", voicemail: "hang-up", outboundGreeting: "This is Acme." });
  expect(personaProblems(lacking, () => true)).toEqual([
    {
      path: ["voicemail"],
      code: "cannot_detect_voicemail",
      message: "needs an stt, and an llm that is not realtime, to detect a machine",
    },
    { path: ["outboundGreeting"], code: "missing_tts", message: "needs a tts to speak it", remedy: "set one" },
  ]);
});
