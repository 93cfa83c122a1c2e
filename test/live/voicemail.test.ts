import { describe, expect, it } from "vitest";
import { openCallCenter } from "./call-center.js";
import type { ReceivedCall } from "./caller/answering-side.js";
import { until } from "./stack/until.js";

const TIMEOUT_MS = 60_000;
/** The numbers that the agents call. */
const PHONES = { shop: "+15105550161", survey: "+15105550162", friend: "+15105550163" } as const;
/** The voice at the other end, in hertz, and how long a machine talks before its beep. */
const VOICE = 300;
const MACHINE_MS = 4_000;
/** Each sentence of an agent as a tone, in hertz. */
const SAYS = { greeting: 440, opening: 620, message: 880 } as const;

// The session's model classifies the answering side by its script, with the tool that LiveKit's detection adds.
const plugin = "./voices.js";
const tones = { Welcome: SAYS.greeting, calling: SAYS.opening, again: SAYS.message };
const taking = (whoPicksUp: string) => ({
  systemPrompt: "You call for Acme.",
  stt: { plugin, options: { lines: [`save_prediction {"label":"${whoPicksUp}"}`] } },
  llm: { plugin },
  tts: { plugin, options: { tones } },
  turnDetection: "stt",
  greeting: "Welcome to Acme.",
  outboundGreeting: "This is Acme calling.",
});
const agents = {
  shop: { ...taking("machine-vm"), voicemail: { say: "We will try you again tomorrow." } },
  survey: { ...taking("machine-vm"), voicemail: "hang-up" },
  friend: { ...taking("human"), voicemail: { say: "We will try you again tomorrow." } },
};

describe("an outbound call that may reach a voicemail, through the real servers", () => {
  const center = openCallCenter(() => ({ agents, callsOut: true }));

  /** Has an agent call, and waits until it listens to the answering side. */
  const pickedUp = async (agentId: keyof typeof PHONES): Promise<ReceivedCall> => {
    expect(await center().callOut(agentId, { to: PHONES[agentId] })).toMatchObject({ outcome: "answered" });
    await center().worker.line([`"agentId":"${agentId}"`, "Starting session"], TIMEOUT_MS);
    return center().carrier.called(PHONES[agentId]);
  };
  const over = (agentId: string) =>
    center().worker.line(['"msg":"Call ended"', `"agentId":"${agentId}"`, '"direction":"outbound"'], TIMEOUT_MS);

  it.concurrent("leaves the message after the machine has spoken, skips the greeting, and hangs up", async () => {
    const call = await pickedUp("shop");
    await call.media.speak(VOICE, MACHINE_MS);
    const spoken = performance.now();
    expect(await call.media.hears(Object.values(SAYS), TIMEOUT_MS)).toBe(SAYS.message);
    expect(call.media.firstSoundAt).toBeGreaterThan(spoken);
    await until("the agent to hang up", () => call.over, { forMs: TIMEOUT_MS });
    expect(await over("shop")).toMatchObject({ endReason: "voicemail" });
    const afterMs = Math.round((call.media.firstSoundAt ?? 0) - spoken);
    console.log(`a machine that spoke for ${MACHINE_MS} ms was left the message ${afterMs} ms later`);
  });

  it.concurrent("hangs up on the machine in silence when no message is configured", async () => {
    const call = await pickedUp("survey");
    await call.media.speak(VOICE, MACHINE_MS);
    await until("the agent to hang up", () => call.over, { forMs: TIMEOUT_MS });
    expect(call.media.firstSoundAt).toBeUndefined();
    expect(await over("survey")).toMatchObject({ endReason: "voicemail" });
  });

  it.concurrent("starts with the outbound greeting when a person answers", async () => {
    const call = await pickedUp("friend");
    await call.media.speak(VOICE, 600);
    expect(await call.media.hears(Object.values(SAYS), TIMEOUT_MS)).toBe(SAYS.opening);
    expect(call.over).toBe(false);
    center().carrier.hangUp(call);
    await over("friend");
  });

  it.concurrent("starts with the usual greeting when the call is inbound", async () => {
    const call = await center().call("friend");
    expect(await call.media.hears(Object.values(SAYS), TIMEOUT_MS)).toBe(SAYS.greeting);
    await call.hangUp();
  });

  it("leaves no room and no job", () => center().quiet());
});
