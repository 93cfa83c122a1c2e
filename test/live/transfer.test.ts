import { describe, expect, it } from "vitest";
import { openCallCenter } from "./call-center.js";
import type { Calling, PhoneCall } from "./caller/phone.js";

const [OTHER_CALLER, COLLEAGUE] = ["+15105550188", "+15105550199"];
const TIMEOUT_MS = 60_000;
/** How long the colleague's phone rings. */
const RINGS_MS = 5_000;
/** The caller's voice and each sound as a tone, in hertz. */
const VOICE = 300;
const SOUNDS = { greeting: 440, echo: 620, hold: 880, closed: 1_100 } as const;

const plugin = "./voices.js";
const tones = { Welcome: SOUNDS.greeting, "You said good day": SOUNDS.echo, closed: SOUNDS.closed };
const mover = {
  systemPrompt: "You answer for Acme.",
  stt: { plugin, options: { lines: ['transfer_call {"target":"sales"}', "good day"] } },
  llm: { plugin },
  tts: { plugin, options: { tones } },
  turnDetection: "stt",
  greeting: "Welcome to Acme.",
  tools: [{ type: "transfer_call", targets: { sales: `tel:${COLLEAGUE}` }, failureMessage: "Sales is closed today." }],
};
const agents = { mover, holder: { ...mover, holdSound: "hold.wav" } };

describe("a transfer through the real servers", () => {
  const center = openCallCenter(() => ({ agents, recordings: { "hold.wav": SOUNDS.hold } }));

  const hears = ({ media }: PhoneCall) => media.hears(Object.values(SOUNDS), TIMEOUT_MS);
  const speaks = async ({ media }: PhoneCall) => {
    await media.hushed();
    media.forget();
    await media.speak(VOICE, 1_000);
  };
  /** Calls an agent, waits for the greeting, and asks for the colleague. */
  const asksForSales = async (agent: keyof typeof agents, calling: Partial<Calling>) => {
    const call = await center().call(agent, calling);
    expect(await hears(call)).toBe(SOUNDS.greeting);
    await speaks(call);
    return call;
  };
  /** The transfer has failed: the agent says so and continues to listen. */
  const isBack = async (call: PhoneCall) => {
    expect(await call.media.hears([SOUNDS.closed], TIMEOUT_MS)).toBe(SOUNDS.closed);
    expect(call.referredTo).toContain(`tel:${COLLEAGUE}`);
    await speaks(call);
    expect(await hears(call)).toBe(SOUNDS.echo);
    await call.hangUp();
  };

  it.concurrent("returns to the caller when the carrier declines it; this server has no warm transfer", async () => {
    const call = await asksForSales("mover", { from: OTHER_CALLER, transfer: "603 Decline" });
    const { rooms } = center().lab;
    const moving = rooms.moveParticipant(await center().lab.roomOf(OTHER_CALLER), `sip_${OTHER_CALLER}`, "elsewhere");
    await expect(moving).rejects.toThrow("not implemented");
    await isBack(call);
  });

  it.concurrent("plays the hold sound while the target rings, and returns to the caller when it is busy", async () => {
    const call = await asksForSales("holder", { transfer: "486 Busy Here", transferRingsMs: RINGS_MS });
    expect(await hears(call)).toBe(SOUNDS.hold);
    await isBack(call);
  });

  it.concurrent("hands the call over to the carrier when it succeeds", async () => {
    const call = await asksForSales("mover", { transfer: "200 OK" });
    expect(await call.ended(TIMEOUT_MS)).toBe("BYE");
    expect(call.referredTo).toContain(`tel:${COLLEAGUE}`);
    expect(await center().worker.line('"endReason":"transferred"', TIMEOUT_MS)).toMatchObject({ msg: "Call ended" });
    console.log(`a call was transferred to ${call.referredTo}`);
  });

  it("leaves no room and no job", () => center().quiet());
});
