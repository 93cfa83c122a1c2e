import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeService, openService, port, seen, serve } from "../agent/fakes/web-service.js";
import { openCallCenter } from "./call-center.js";
import type { MediaPort } from "./caller/media-port.js";
import { CUSTOMER } from "./calling-out.js";
import { CALLER } from "./telephony-lab.js";

const COLLEAGUE = "+15105550199";
const TIMEOUT_MS = 60_000;
/** The caller's voice and each sentence of an agent as a tone, in hertz. */
const VOICE = 300;
const SAYS = { greeting: 440, echo: 620, order: 880, keys: 1_040, unreachable: 1_280, closed: 1_480 } as const;

/** Words that occur only in spoken sentences: the agent's, the caller's, a service's, a provider's quotes. */
const SAID = ["Winterthur", "Lovelace", "Geneva", "Hopper", "Bernoulli", "Noether", "4711"];

const plugin = "./voices.js";
const tones = {
  ...{ Winterthur: SAYS.greeting, Lovelace: SAYS.echo, Geneva: SAYS.order, pressed: SAYS.keys },
  ...{ reached: SAYS.unreachable, Bernoulli: SAYS.closed },
};
const talking = (...lines: readonly string[]) => ({
  systemPrompt: "You answer for Acme of Winterthur.",
  stt: { plugin, options: { lines } },
  llm: { plugin },
  tts: { plugin, options: { tones } },
  turnDetection: "stt",
  transcript: true,
});

const parameters = { type: "object", properties: { of: { type: "string" } }, required: ["of"] };
const tool = (name: string, at: number) => {
  const url = `http://127.0.0.1:${at}/orders/{of}?from={{caller.number}}`;
  return { type: "http", name, description: "Finds an order.", method: "GET", url, parameters, allowPrivate: true };
};
const greeting = "This is Acme of Winterthur, {{caller.number}}.";
const agents = () => ({
  reception: {
    ...talking("I am Ada Lovelace.", 'find_order {"of":"Noether"}'),
    greeting,
    tools: [tool("find_order", port)],
  },
  night: {
    ...talking('find_parcel {"of":"Noether"}', 'transfer_call {"target":"sales"}'),
    greeting,
    tools: [
      // Nothing listens on this port.
      tool("find_parcel", 9),
      { type: "transfer_call", targets: { sales: `tel:${COLLEAGUE}` }, failureMessage: "Bernoulli is out." },
    ],
  },
  desk: {
    ...talking("I am Noether."),
    llm: { plugin: "./broken.js", options: { status: 400, quotes: true } },
    outboundGreeting: "Good day, {{vars.name}} of Winterthur.",
  },
});

describe("a worker that redacts", () => {
  beforeAll(async () => {
    await openService();
    serve({ body: JSON.stringify({ order: "in Geneva", phone: CALLER }) });
  });
  afterAll(closeService);
  const center = openCallCenter(() => ({
    agents: agents(),
    callsOut: true,
    env: { ARKENOS_REDACT_CALLERS: "true", LOG_LEVEL: "trace" },
  }));

  const hears = async (media: MediaPort, tone: number) => {
    expect(await media.hears(Object.values(SAYS), TIMEOUT_MS)).toBe(tone);
    await media.hushed();
    media.forget();
  };
  const ended = (agentId: string, why: string) =>
    center().worker.line(['"msg":"Call ended"', `"agentId":"${agentId}"`, `"endReason":"${why}"`], TIMEOUT_MS);
  /** Calls an agent, waits for its greeting, and after each of the caller's sentences for the next tone. */
  const conversation = async (agent: string, ...answers: readonly number[]) => {
    const call = await center().call(agent);
    await hears(call.media, SAYS.greeting);
    for (const tone of answers) {
      await call.media.speak(VOICE, 1_000);
      await hears(call.media, tone);
    }
    return call;
  };

  it.concurrent("carries a conversation with a tool and keys", async () => {
    const call = await conversation("reception", SAYS.echo, SAYS.order);
    for (const key of "4711") await call.media.press(key);
    await hears(call.media, SAYS.keys);
    await call.hangUp();
    expect(seen).toMatchObject([{ url: `/orders/Noether?from=${encodeURIComponent(CALLER)}` }]);
    await ended("reception", "caller-hung-up");
  });

  it.concurrent("carries a conversation with a tool and a transfer that fail", async () => {
    const call = await conversation("night", SAYS.unreachable, SAYS.closed);
    await call.hangUp();
    expect(call.referredTo).toContain(COLLEAGUE);
    await ended("night", "caller-hung-up");
  });

  it.concurrent("carries an outbound call whose model fails and quotes the conversation", async () => {
    await center().callOut("desk", { from: center().numberOf("desk"), vars: { name: "Grace Hopper" } });
    const { media } = await center().carrier.called(CUSTOMER);
    await hears(media, SAYS.greeting);
    await media.speak(VOICE, 1_000);
    await center().worker.logged("A model of the session failed", TIMEOUT_MS);
    await ended("desk", "failure");
  });

  it("logs no number and no sentence until all its processes have ended", async () => {
    await center().quiet();
    const printed = await center().worker.printed();
    expect(printed).toContain('"lk.pii.');
    const numbers = [CALLER, CUSTOMER, COLLEAGUE, ...Object.keys(agents()).map((agent) => center().numberOf(agent))];
    const found = [...SAID, ...numbers.map(inAnySpelling)].flatMap((personal) =>
      printed
        .split("\n")
        .filter((line) => (typeof personal === "string" ? line.includes(personal) : personal.test(line))),
    );
    expect(found).toEqual([]);
    console.log(`the worker printed ${printed.split("\n").length} lines without anything personal`);
  });
});

/** A number as carriers, people and URLs write it, with or without its country code. */
function inAnySpelling(number: string): RegExp {
  return new RegExp(
    number
      .slice(2)
      .split("")
      .join(String.raw`(?:[\s().-]|%20){0,3}`),
  );
}
