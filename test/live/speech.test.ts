import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FakeMcp, says } from "../agent/fakes/mcp-server.js";
import { closeService, openService, port, seen } from "../agent/fakes/web-service.js";
import { openCallCenter } from "./call-center.js";
import type { PhoneCall } from "./caller/phone.js";
import { until } from "./stack/until.js";

const TIMEOUT_MS = 60_000;
/** The caller's voice as a tone. */
const VOICE = 300;
const TOKEN = "A-token-of-the-orders";
/** Each sentence of an agent as a tone. */
const SAYS = { greeting: 440, echo: 620, order: 880, pressed: 1_040 } as const;

// No service is called: the plugin takes any loud sound for the next line of its script, answers "You said …" or calls
// the tool of that name, and speaks each of these words as a tone.
const plugin = "./voices.js";
const tones = {
  ...{ Welcome: SAYS.greeting, "You said good day": SAYS.echo },
  ...{ shipped: SAYS.order, Successfully: SAYS.pressed },
};
const talking = (...lines: readonly string[]) => ({
  systemPrompt: "You answer for Acme.",
  stt: { plugin, options: { lines } },
  llm: { plugin },
  tts: { plugin, options: { tones } },
  turnDetection: "stt",
});

const agents = (mcp: string) => ({
  clerk: {
    ...talking("good day", "order_status", "end_call"),
    greeting: "Welcome to Acme.",
    tools: [
      {
        ...{ type: "http", name: "order_status", description: "Says where an order is." },
        ...{ url: `http://127.0.0.1:${port}/orders`, allowPrivate: true },
      },
      { type: "end_call" },
    ],
  },
  operator: {
    ...talking('find_order {"id":"7"}', 'send_dtmf_events {"events":["4","7","#"]}'),
    greeting: "Welcome to Acme.",
    tools: [
      { type: "mcp", url: mcp, headers: { Authorization: "Bearer ${env:MCP_TOKEN}" }, allowPrivate: true },
      { type: "dtmf" },
    ],
  },
  listener: { ...talking("good day"), firstSpeaker: "caller" },
  talker: { ...talking("good day"), greeting: `Welcome. ${"Our opening hours are long. ".repeat(25)}` },
});

describe("a conversation through the real servers", () => {
  const found: unknown[] = [];
  const mcp = new FakeMcp({
    find_order: ({ id }) => {
      found.push(id);
      return says("It was shipped.");
    },
  });
  beforeAll(async () => {
    await openService();
    await mcp.listen();
  });
  afterAll(() => {
    mcp.close();
    closeService();
  });
  const center = openCallCenter(() => ({ agents: agents(mcp.url), agentEnv: { MCP_TOKEN: TOKEN } }));

  /** The caller speaks for a second. @returns what they hear afterwards, and the delay */
  const reply = async ({ media }: PhoneCall) => {
    media.forget();
    await media.speak(VOICE, 1_000);
    const spoken = performance.now();
    const tone = await media.hears(Object.values(SAYS), TIMEOUT_MS);
    return { tone, afterMs: Math.round((media.firstSoundAt ?? 0) - spoken) };
  };

  it.concurrent(
    "greets, waits for the end of the caller's turn, answers, calls a tool, reports its result, and hangs up",
    async () => {
      const call = await center().call("clerk");
      expect(await call.media.hears(Object.values(SAYS), TIMEOUT_MS)).toBe(SAYS.greeting);
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
      expect(await call.ended(TIMEOUT_MS)).toBe("BYE");
      console.log(
        `a call to the clerk heard the greeting (${SAYS.greeting} Hz), an answer ${echo.afterMs} ms after it had spoken ` +
          `(${echo.tone} Hz), what the tool said ${order.afterMs} ms after it had asked (${order.tone} Hz), and a BYE`,
      );
    },
  );

  it.concurrent(
    "lets the caller speak first if the persona says so: the call is answered and silent until then",
    async () => {
      const call = await center().call("listener");
      await sleep(3_000);
      expect(call.media.firstPacketAt).toBeDefined();
      expect(call.media.firstSoundAt).toBeUndefined();
      const { tone, afterMs } = await reply(call);
      expect(tone).toBe(SAYS.echo);
      console.log(`a call to the listener heard 3 s of silence, then spoke, and heard ${tone} Hz ${afterMs} ms later`);
      await call.hangUp();
    },
  );

  it.concurrent("stops when the caller interrupts, and answers them", async () => {
    const call = await center().call("talker");
    expect(await call.media.hears(Object.values(SAYS), TIMEOUT_MS)).toBe(SAYS.greeting);
    // For its first three seconds an agent ignores audio, which may be its own echo.
    await sleep(5_000);
    await call.media.speak(VOICE, 1_000);
    // Half a minute of the greeting would remain.
    expect(await call.media.hears([SAYS.echo], 15_000)).toBe(SAYS.echo);
    console.log(
      `a call to the talker talked over the greeting (${SAYS.greeting} Hz), and heard an answer (${SAYS.echo} Hz)`,
    );
    await call.hangUp();
  });

  it.concurrent("reports the result of an MCP server's tool, and presses keys that the phone receives", async () => {
    const call = await center().call("operator");
    expect(await call.media.hears(Object.values(SAYS), TIMEOUT_MS)).toBe(SAYS.greeting);
    await call.media.hushed();
    expect((await reply(call)).tone).toBe(SAYS.order);
    expect(found).toEqual(["7"]);
    expect([...new Set(mcp.seen.map(({ headers }) => headers.authorization))]).toEqual([`Bearer ${TOKEN}`]);
    await call.media.hushed();

    expect((await reply(call)).tone).toBe(SAYS.pressed);
    await until("the keys", () => call.media.keys.length >= 3);
    expect(call.media.keys).toBe("47#");
    console.log(`an MCP server was asked for order 7, and the phone received the keys ${call.media.keys}`);
    await call.hangUp();
  });

  it("leaves no room and no job", () => center().quiet());
});
