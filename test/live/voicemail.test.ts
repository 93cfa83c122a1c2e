import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { REPOSITORY } from "../repository.js";
import { AnsweringSide, type ReceivedCall } from "./caller/answering-side.js";
import { callOut } from "./calling-out.js";
import { digestOf } from "./carrier.js";
import { until } from "./stack/until.js";
import { startLiveStack } from "./started-stack.js";
import { TelephonyLab } from "./telephony-lab.js";
import { WorkerProcess } from "./worker-process.js";

const [SHOP, SURVEY, FRIEND] = ["+15105550100", "+15105550101", "+15105550102"];
const PATIENCE_MS = 60_000;
/** The voice at the other end, in hertz, and how long a machine talks until its tone. */
const VOICE = 300;
const MACHINE_MS = 6_000;
/** What each thing sounds like that an agent says, in hertz. */
const SAYS = { greeting: 440, opening: 620, message: 880 } as const;

// The model of the session takes who picks up for what its script says, by the tool that LiveKit's detection gives it.
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

describe("a call out that may reach a voicemail, through the real servers", () => {
  const stack = startLiveStack();
  let lab: TelephonyLab;
  let carrier: AnsweringSide;
  let worker: WorkerProcess;
  let outputs: string;

  beforeAll(async () => {
    const numbers = { [SHOP]: { agent: "shop" }, [SURVEY]: { agent: "survey" }, [FRIEND]: { agent: "friend" } };
    lab = await TelephonyLab.open(stack(), Object.keys(numbers));
    carrier = await AnsweringSide.open((username) => digestOf(lab.emulator, username));
    await lab.up({ agents, numbers, outbound: { address: carrier.host, transport: "udp" } });
    outputs = await lab.writeOutputs();
    const voices = join(REPOSITORY, "test", "dist", "agent", "fakes");
    worker = await WorkerProcess.start(stack(), outputs, { ARKENOS_PLUGIN_PATH: voices });
  });
  afterEach(async () => {
    await lab.clear(worker);
    carrier.reset();
  });
  afterAll(async () => {
    await worker?.stop();
    await lab?.close();
    carrier?.close();
  });

  /** Has an agent call, and waits until it listens to who picks up. */
  const pickedUp = async (agentId: keyof typeof agents): Promise<ReceivedCall> => {
    expect(await callOut(stack(), outputs, { agentId })).toMatchObject({ outcome: "answered" });
    await worker.line([`"agentId":"${agentId}"`, "Starting session"], PATIENCE_MS);
    return carrier.called();
  };
  const over = async (agentId: string) => worker.line(['"msg":"Call ended"', `"agentId":"${agentId}"`], PATIENCE_MS);

  it("leaves the message after the machine has spoken, says no greeting, and hangs up", async () => {
    const call = await pickedUp("shop");
    await call.media.speak(VOICE, MACHINE_MS);
    const spoken = performance.now();
    expect(await call.media.hears(Object.values(SAYS), PATIENCE_MS)).toBe(SAYS.message);
    expect(call.media.firstSoundAt).toBeGreaterThan(spoken);
    await until("the agent to hang up", () => call.over, { forMs: PATIENCE_MS });
    expect(await over("shop")).toMatchObject({ endReason: "voicemail", direction: "outbound" });
    const afterMs = Math.round((call.media.firstSoundAt ?? 0) - spoken);
    console.log(`a machine that spoke for ${MACHINE_MS} ms was left the message ${afterMs} ms later`);
    await lab.quiet(worker);
  });

  it("hangs up on the machine without a word where no message is to be left", async () => {
    const call = await pickedUp("survey");
    await call.media.speak(VOICE, MACHINE_MS);
    await until("the agent to hang up", () => call.over, { forMs: PATIENCE_MS });
    expect(call.media.firstSoundAt).toBeUndefined();
    expect(await over("survey")).toMatchObject({ endReason: "voicemail" });
    await lab.quiet(worker);
  });

  it("opens with the outbound greeting where a person picks up", async () => {
    const call = await pickedUp("friend");
    await call.media.speak(VOICE, 600);
    expect(await call.media.hears(Object.values(SAYS), PATIENCE_MS)).toBe(SAYS.opening);
    expect(call.over).toBe(false);
    carrier.hangUp(call);
    await lab.quiet(worker);
  });

  it("opens with its usual greeting where the call comes in", async () => {
    const call = await lab.call(FRIEND);
    await call.answered(PATIENCE_MS);
    expect(await call.media.hears(Object.values(SAYS), PATIENCE_MS)).toBe(SAYS.greeting);
    await call.hangUp();
    await lab.quiet(worker);
  });
});
