import { createHmac } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Receiver } from "../agent/fakes/receiver.js";
import { closeService, openService, port, serve } from "../agent/fakes/web-service.js";
import { openCallCenter } from "./call-center.js";
import type { PhoneCall } from "./caller/phone.js";
import { until } from "./stack/until.js";

const TIMEOUT_MS = 60_000;
const SECRET = "A-secret-that-signs-what-the-webhooks-get";
/** Each sentence of an agent as a tone, in hertz; any other sentence has the plain one. */
const SAYS = { plain: 440, member: 1_480, greeting: 620, moment: 880, order: 1_040, goodbye: 1_280 } as const;
/** The caller's voice, and the shortest duration of the kiosk's greeting. */
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

const agents = (webhooks: number) => {
  const webhook = { url: `http://127.0.0.1:${webhooks}/calls`, allowPrivate: true, secretEnv: "WEBHOOK_SECRET" };
  const order = { type: "http", name: "order_status", description: "Says where an order is.", allowPrivate: true };
  return {
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
};

describe("an agent with these settings, through the real servers", () => {
  const webhooks = new Receiver();
  let spool: string;
  beforeAll(async () => {
    await openService();
    serve({ afterMs: 4_000 });
    await webhooks.open();
    webhooks.answer = (response) => void response.end(JSON.stringify({ vars: { tier: "gold" } }));
    spool = await mkdtemp(join(tmpdir(), "arkenos-spool-"));
  });
  afterAll(async () => {
    await webhooks.close();
    closeService();
    await rm(spool, { recursive: true, force: true });
  });
  const center = openCallCenter(() => ({
    agents: agents(webhooks.port),
    agentEnv: { WEBHOOK_SECRET: SECRET },
    env: { ARKENOS_SPOOL_PATH: spool },
  }));

  const hears = ({ media }: PhoneCall, tones: readonly number[]) => media.hears(tones, TIMEOUT_MS);
  /** Calls until `onCall` was requested in time, because a busy machine may miss its 1.5 s and log that. */
  const callTheClub = async (): Promise<PhoneCall> => {
    for (;;) {
      const call = await center().call("club");
      if ((await hears(call, [SAYS.member, SAYS.plain])) === SAYS.member) return call;
      await center().worker.line("onCall gave no variables");
      await call.hangUp();
    }
  };

  it.concurrent("greets with onCall's answer, bridges a slow tool, and sends a signed record", async () => {
    const call = await callTheClub();
    await call.media.hushed();
    await call.media.speak(VOICE, 1_000);
    expect(await hears(call, [SAYS.moment, SAYS.order])).toBe(SAYS.moment);
    expect(await hears(call, [SAYS.order])).toBe(SAYS.order);
    await call.hangUp();
    const sent = await until("the record", () => webhooks.got.find(({ body }) => body.includes("order_status")), {
      forMs: TIMEOUT_MS,
    });
    const { endReason, tools, agentId } = JSON.parse(sent.body) as Record<string, unknown>;
    const used = [{ name: "order_status", outcome: "ok" }];
    expect({ endReason, tools, agentId }).toEqual({ endReason: "caller-hung-up", tools: used, agentId: "club" });
    const [, time, signature] = /^t=(\d+),v1=(\w+)$/.exec(String(sent.headers["arkenos-signature"])) ?? [];
    expect(signature).toBe(createHmac("sha256", SECRET).update(`${time}.${sent.body}`).digest("hex"));
  });

  it.concurrent(
    "plays an uninterruptible greeting to its end, and ends the call at its longest duration with a goodbye",
    async () => {
      const call = await center().call("kiosk");
      expect(await hears(call, Object.values(SAYS))).toBe(SAYS.greeting);
      // For its first three seconds an agent ignores audio, which may be its own echo.
      await sleep(4_000);
      await call.media.speak(VOICE, 1_000);
      const heardMs = Math.round((await call.media.hushed()) - (call.media.firstSoundAt ?? Infinity));
      expect(heardMs).toBeGreaterThan(GREETING_MS);
      expect(await hears(call, [SAYS.goodbye])).toBe(SAYS.goodbye);
      expect(await call.ended(TIMEOUT_MS)).toBe("BYE");
      expect(await center().worker.line('"endReason":"time-limit"')).toMatchObject({ agentId: "kiosk" });
      console.log(`a greeting that was talked over went on for ${heardMs} ms`);
    },
  );

  it("leaves no room and no job", () => center().quiet());
});
