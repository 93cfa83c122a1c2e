import { createHmac } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Receiver } from "../agent/fakes/receiver.js";
import { closeService, openService, port, serve } from "../agent/fakes/web-service.js";
import { REPOSITORY } from "../repository.js";
import type { PhoneCall } from "./caller/phone.js";
import { until } from "./stack/until.js";
import { startLiveStack } from "./started-stack.js";
import { TelephonyLab } from "./telephony-lab.js";
import { WorkerProcess } from "./worker-process.js";

const [CLUB, KIOSK] = ["+15105550100", "+15105550101"];
const PATIENCE_MS = 60_000;
const SECRET = "A-secret-that-signs-what-the-webhooks-get";
/** What each thing sounds like that an agent says, in hertz; what is not among the tones sounds plain. */
const SAYS = { plain: 440, member: 1_480, greeting: 620, moment: 880, order: 1_040, goodbye: 1_280 } as const;
/** The caller's voice, and how long the kiosk's greeting takes at least. */
const VOICE = 300;
const GREETING_MS = 8_300;

const plugin = "./voices.js";
const tones = {
  ...{ gold: SAYS.member, Welcome: SAYS.greeting, moment: SAYS.moment },
  ...{ shipped: SAYS.order, Goodbye: SAYS.goodbye },
};
const talking = (line: string) => ({
  systemPrompt: "You answer for Acme.",
  stt: { plugin, options: { lines: [line] } },
  llm: { plugin },
  tts: { plugin, options: { tones } },
  turnDetection: "stt",
});

describe("settings of a persona, through the real servers", () => {
  const stack = startLiveStack();
  const webhooks = new Receiver();
  let lab: TelephonyLab;
  let worker: WorkerProcess;

  beforeAll(async () => {
    await openService();
    serve({ afterMs: 4_000 });
    await webhooks.open();
    webhooks.answer = (response) => void response.end(JSON.stringify({ vars: { tier: "gold" } }));
    const webhook = { url: `http://127.0.0.1:${webhooks.port}/calls`, allowPrivate: true, secretEnv: "WEBHOOK_SECRET" };
    const order = { type: "http", name: "order_status", description: "Says where an order is.", allowPrivate: true };
    const agents = {
      club: {
        ...talking("order_status"),
        greeting: "This is Acme, dear {{vars.tier}} member.",
        onCall: webhook,
        afterCall: webhook,
        tools: [{ ...order, url: `http://127.0.0.1:${port}/orders`, speakWhile: "One moment, please." }],
      },
      kiosk: {
        ...talking("good day"),
        greeting: `Welcome. ${"Our opening hours are long. ".repeat(6)}`,
        interruptions: { greeting: false },
        maxCallSeconds: 15,
        endMessage: "Goodbye, and thank you.",
      },
    };
    const numbers = { [CLUB]: { agent: "club" }, [KIOSK]: { agent: "kiosk" } };
    lab = await TelephonyLab.open(stack(), Object.keys(numbers));
    await lab.up({ agents, numbers, agentEnv: { WEBHOOK_SECRET: SECRET } });
    worker = await WorkerProcess.start(stack(), await lab.writeOutputs(), {
      ARKENOS_PLUGIN_PATH: join(REPOSITORY, "test", "dist", "agent", "fakes"),
      ARKENOS_SPOOL_PATH: join(stack().folder, "spool"),
      WEBHOOK_SECRET: SECRET,
    });
  });
  afterEach(() => lab.clear(worker));
  afterAll(async () => {
    await worker?.stop();
    await lab?.close();
    await webhooks.close();
    closeService();
  });

  const hears = ({ media }: PhoneCall, tones: readonly number[]) => media.hears(tones, PATIENCE_MS);
  /** Calls until `onCall` was asked in time, for a busy machine may be late for its 1.5 s, and says so. */
  const callTheClub = async (): Promise<PhoneCall> => {
    for (;;) {
      const call = await lab.call(CLUB);
      await call.answered(PATIENCE_MS);
      if ((await hears(call, [SAYS.member, SAYS.plain])) === SAYS.member) return call;
      await worker.line("onCall gave no variables");
      await call.hangUp();
      await lab.quiet(worker);
    }
  };

  it("greets with what onCall answers, bridges a slow tool, and sends a signed record", async () => {
    const call = await callTheClub();
    await call.media.hushed();
    await call.media.speak(VOICE, 1_000);
    expect(await hears(call, [SAYS.moment, SAYS.order])).toBe(SAYS.moment);
    expect(await hears(call, [SAYS.order])).toBe(SAYS.order);
    await call.hangUp();
    const sent = await until("the record", () => webhooks.got.find(({ body }) => body.includes("order_status")), {
      forMs: PATIENCE_MS,
    });
    const { endReason, tools, agentId } = JSON.parse(sent.body) as Record<string, unknown>;
    const used = [{ name: "order_status", outcome: "ok" }];
    expect({ endReason, tools, agentId }).toEqual({ endReason: "caller-hung-up", tools: used, agentId: "club" });
    const [, time, signature] = /^t=(\d+),v1=(\w+)$/.exec(String(sent.headers["arkenos-signature"])) ?? [];
    expect(signature).toBe(createHmac("sha256", SECRET).update(`${time}.${sent.body}`).digest("hex"));
    await lab.quiet(worker);
  });

  it("speaks a greeting to its end that cannot be interrupted, and ends the call at its longest with last words", async () => {
    const call = await lab.call(KIOSK);
    await call.answered(PATIENCE_MS);
    expect(await hears(call, Object.values(SAYS))).toBe(SAYS.greeting);
    // For its first three seconds an agent hears nothing, lest it be its own echo.
    await sleep(4_000);
    await call.media.speak(VOICE, 1_000);
    const heardMs = Math.round((await call.media.hushed()) - (call.media.firstSoundAt ?? Infinity));
    expect(heardMs).toBeGreaterThan(GREETING_MS);
    expect(await hears(call, [SAYS.goodbye])).toBe(SAYS.goodbye);
    expect(await call.ended(PATIENCE_MS)).toBe("BYE");
    expect(await worker.line('"endReason":"time-limit"')).toMatchObject({ agentId: "kiosk" });
    console.log(`a greeting that was talked over went on for ${heardMs} ms`);
    await lab.quiet(worker);
  });
});
