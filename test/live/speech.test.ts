import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { closeService, openService, port, resetService, seen } from "../agent/fakes/web-service.js";
import { REPOSITORY } from "../repository.js";
import type { Calling, PhoneCall } from "./caller/phone.js";
import { startLiveStack } from "./started-stack.js";
import { TelephonyLab } from "./telephony-lab.js";
import { WorkerProcess } from "./worker-process.js";

const CLERK = "+15105550100";
const LISTENER = "+15105550101";
const TALKER = "+15105550102";
const MOVER = "+15105550103";
const PATIENCE_MS = 60_000;
/** What the caller's own voice sounds like. */
const VOICE = 300;
/** What each thing sounds like that an agent says. */
const SAYS = { greeting: 440, echo: 620, order: 880, closed: 1_100 } as const;

// Nobody outside is asked: the plugin hears any loud sound as the next line of its script, answers "You said …" or
// calls the tool of that name, and speaks each of these words in a tone of its own.
const plugin = "./voices.js";
const tones = { Welcome: SAYS.greeting, "You said good day": SAYS.echo, shipped: SAYS.order, closed: SAYS.closed };
const talking = (...lines: readonly string[]) => ({
  systemPrompt: "You answer for Acme.",
  stt: { plugin, options: { lines } },
  llm: { plugin },
  tts: { plugin, options: { tones } },
  turnDetection: "stt",
});

describe("a conversation through the real servers", () => {
  const stack = startLiveStack();
  let lab: TelephonyLab;
  let worker: WorkerProcess;

  beforeAll(async () => {
    await openService();
    const orderStatus = { type: "http", name: "order_status", description: "Says where an order is." };
    const url = `http://127.0.0.1:${port}/orders`;
    const agents = {
      clerk: {
        ...talking("good day", "order_status", "end_call"),
        greeting: "Welcome to Acme.",
        tools: [{ ...orderStatus, url, allowPrivate: true }, { type: "end_call" }],
      },
      listener: { ...talking("good day"), firstSpeaker: "caller" },
      mover: {
        ...talking('transfer_call {"target":"sales"}', "good day"),
        greeting: "Welcome to Acme.",
        tools: [
          { type: "transfer_call", targets: { sales: "tel:+15105550199" }, failureMessage: "Sales is closed today." },
        ],
      },
      talker: { ...talking("good day"), greeting: `Welcome. ${"Our opening hours are long. ".repeat(25)}` },
    };
    const numbers = {
      ...{ [CLERK]: { agent: "clerk" }, [LISTENER]: { agent: "listener" } },
      ...{ [TALKER]: { agent: "talker" }, [MOVER]: { agent: "mover" } },
    };
    lab = await TelephonyLab.open(stack(), Object.keys(numbers));
    await lab.up({ agents, numbers });
    const voices = join(REPOSITORY, "test", "dist", "agent", "fakes");
    worker = await WorkerProcess.start(stack(), await lab.writeOutputs(), { ARKENOS_PLUGIN_PATH: voices });
  });
  afterEach(async () => {
    resetService();
    await lab.clear(worker);
  });
  afterAll(async () => {
    await worker?.stop();
    await lab?.close();
    closeService();
  });

  const answeredCall = async (number: string, calling: Partial<Calling> = {}) => {
    const call = await lab.call(number, calling);
    await call.answered(PATIENCE_MS);
    return call;
  };
  /** The caller speaks for a second. @returns what they hear after it, and how long after */
  const reply = async ({ media }: PhoneCall) => {
    media.forget();
    await media.speak(VOICE, 1_000);
    const spoken = performance.now();
    const tone = await media.hears(Object.values(SAYS), PATIENCE_MS);
    return { tone, afterMs: Math.round((media.firstSoundAt ?? 0) - spoken) };
  };

  it("greets, waits for the caller to finish, answers, calls a tool, tells its answer, and hangs up", async () => {
    const call = await answeredCall(CLERK);
    expect(await call.media.hears(Object.values(SAYS), PATIENCE_MS)).toBe(SAYS.greeting);
    await call.media.hushed();

    const echo = await reply(call);
    expect(echo.tone).toBe(SAYS.echo);
    expect(echo.afterMs).toBeGreaterThan(0);
    expect(seen).toEqual([]);
    await call.media.hushed();

    const order = await reply(call);
    expect(order.tone).toBe(SAYS.order);
    expect(order.afterMs).toBeGreaterThan(0);
    expect(seen).toMatchObject([{ method: "POST", url: "/orders", body: "{}" }]);
    await call.media.hushed();

    await call.media.speak(VOICE, 1_000);
    expect(await call.ended(PATIENCE_MS)).toBe("BYE");
    await lab.quiet(worker);
    console.log(
      `a call to ${CLERK} heard the greeting (${SAYS.greeting} Hz), an answer ${echo.afterMs} ms after it had spoken ` +
        `(${echo.tone} Hz), what the tool said ${order.afterMs} ms after it had asked (${order.tone} Hz), and a BYE`,
    );
  });

  it("lets the caller speak first where the persona says so: the call is answered, and silent until then", async () => {
    const call = await answeredCall(LISTENER);
    await sleep(3_000);
    expect(call.media.firstPacketAt).toBeDefined();
    expect(call.media.firstSoundAt).toBeUndefined();
    const { tone, afterMs } = await reply(call);
    expect(tone).toBe(SAYS.echo);
    console.log(`a call to ${LISTENER} heard 3 s of silence, then spoke, and heard ${tone} Hz ${afterMs} ms later`);
    await call.hangUp();
    await lab.quiet(worker);
  });

  it.each(["603 Decline", "486 Busy Here"] as const)(
    "is with the caller again when a transfer fails: %s",
    async (transfer) => {
      const call = await answeredCall(MOVER, { transfer });
      expect(await call.media.hears([SAYS.greeting], PATIENCE_MS)).toBe(SAYS.greeting);
      await call.media.hushed();
      const failed = await reply(call);
      expect(failed.tone).toBe(SAYS.closed);
      expect(call.referredTo).toContain("tel:+15105550199");
      await call.media.hushed();
      expect((await reply(call)).tone).toBe(SAYS.echo);
      console.log(`a transfer that ended with ${transfer} came back to the caller with a sentence (${failed.tone} Hz)`);
      await call.hangUp();
      await lab.quiet(worker);
    },
  );

  it("leaves the call to the carrier when a transfer succeeds", async () => {
    const call = await answeredCall(MOVER, { transfer: "200 OK" });
    expect(await call.media.hears([SAYS.greeting], PATIENCE_MS)).toBe(SAYS.greeting);
    await call.media.hushed();
    await call.media.speak(VOICE, 1_000);
    expect(await call.ended(PATIENCE_MS)).toBe("BYE");
    expect(call.referredTo).toContain("tel:+15105550199");
    await lab.quiet(worker);
    expect(await worker.line('"endReason":"transferred"')).toMatchObject({ msg: "Call ended" });
    console.log(`a call to ${MOVER} was transferred to ${call.referredTo}, and neither a room nor a job is left`);
  });

  it("stops when the caller talks over it, and answers them", async () => {
    const call = await answeredCall(TALKER);
    expect(await call.media.hears(Object.values(SAYS), PATIENCE_MS)).toBe(SAYS.greeting);
    // For its first three seconds an agent hears nothing, lest it be its own echo.
    await sleep(5_000);
    await call.media.speak(VOICE, 1_000);
    // Of the greeting there would be half a minute more.
    expect(await call.media.hears([SAYS.echo], 15_000)).toBe(SAYS.echo);
    console.log(
      `a call to ${TALKER} talked over the greeting (${SAYS.greeting} Hz), and heard an answer (${SAYS.echo} Hz)`,
    );
    await call.hangUp();
    await lab.quiet(worker);
  });
});
