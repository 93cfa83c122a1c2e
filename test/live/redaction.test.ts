import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeService, openService, port, seen, serve } from "../agent/fakes/web-service.js";
import { REPOSITORY } from "../repository.js";
import { AnsweringSide } from "./caller/answering-side.js";
import type { MediaPort } from "./caller/media-port.js";
import { callOut, CUSTOMER } from "./calling-out.js";
import { digestOf } from "./carrier.js";
import { startLiveStack } from "./started-stack.js";
import { CALLER, TelephonyLab } from "./telephony-lab.js";
import { WorkerProcess } from "./worker-process.js";

const [RECEPTION, DESK] = ["+15105550100", "+15105550101"];
const COLLEAGUE = "+15105550199";
const PATIENCE_MS = 60_000;
/** The caller's voice, and each thing that an agent says, in hertz. */
const VOICE = 300;
const SAYS = { greeting: 440, echo: 620, order: 880, keys: 1_040, unreachable: 1_280, closed: 1_480 } as const;

/** Words that only somebody's sentences have: the agent's, the caller's, a service's, a provider's quotes. */
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

describe("a worker that redacts", () => {
  const stack = startLiveStack();
  let lab: TelephonyLab;
  let carrier: AnsweringSide;
  let worker: WorkerProcess;
  let outputs: string;

  beforeAll(async () => {
    await openService();
    serve({ body: JSON.stringify({ order: "in Geneva", phone: CALLER }) });
    const parameters = { type: "object", properties: { of: { type: "string" } }, required: ["of"] };
    const tool = (name: string, at: number) => {
      const url = `http://127.0.0.1:${at}/orders/{of}?from={{caller.number}}`;
      return { type: "http", name, description: "Finds an order.", method: "GET", url, parameters, allowPrivate: true };
    };
    const agents = {
      reception: {
        ...talking(
          "I am Ada Lovelace.",
          'find_order {"of":"Noether"}',
          'find_parcel {"of":"Noether"}',
          'transfer_call {"target":"sales"}',
        ),
        greeting: "This is Acme of Winterthur, {{caller.number}}.",
        tools: [
          tool("find_order", port),
          // Nobody listens on that port.
          tool("find_parcel", 9),
          { type: "transfer_call", targets: { sales: `tel:${COLLEAGUE}` }, failureMessage: "Bernoulli is out." },
        ],
      },
      desk: {
        ...talking("I am Noether."),
        llm: { plugin: "./broken.js", options: { status: 400, quotes: true } },
        outboundGreeting: "Good day, {{vars.name}} of Winterthur.",
      },
    };
    lab = await TelephonyLab.open(stack(), [RECEPTION, DESK]);
    carrier = await AnsweringSide.open((username) => digestOf(lab.emulator, username));
    const numbers = { [RECEPTION]: { agent: "reception" }, [DESK]: { agent: "desk" } };
    await lab.up({ agents, numbers, outbound: { address: carrier.host, transport: "udp" } });
    outputs = await lab.writeOutputs();
    worker = await WorkerProcess.start(stack(), outputs, {
      ARKENOS_PLUGIN_PATH: join(REPOSITORY, "test", "dist", "agent", "fakes"),
      ARKENOS_REDACT_CALLERS: "true",
      LOG_LEVEL: "trace",
    });
  });
  afterAll(async () => {
    await worker?.stop();
    await lab?.close();
    carrier?.close();
    closeService();
  });

  const hears = async (media: MediaPort, tone: number) => {
    expect(await media.hears(Object.values(SAYS), PATIENCE_MS)).toBe(tone);
    await media.hushed();
    media.forget();
  };

  it("prints no number and no sentence of a conversation, its keys, its tools and its transfer", async () => {
    const call = await lab.call(RECEPTION);
    await call.answered(PATIENCE_MS);
    await hears(call.media, SAYS.greeting);
    for (const tone of [SAYS.echo, SAYS.order, SAYS.unreachable, SAYS.closed]) {
      await call.media.speak(VOICE, 1_000);
      await hears(call.media, tone);
    }
    for (const key of "4711") await call.media.press(key);
    await hears(call.media, SAYS.keys);
    await call.hangUp();
    await lab.quiet(worker);
    expect(seen).toMatchObject([{ url: `/orders/Noether?from=${encodeURIComponent(CALLER)}` }]);
    expect(call.referredTo).toContain(COLLEAGUE);
    await printedNothingOf("reception", '"endReason":"caller-hung-up"');
  });

  it("prints no number and no sentence of a call out whose model fails and quotes what was said", async () => {
    await callOut(stack(), outputs, { agentId: "desk", from: DESK, vars: { name: "Grace Hopper" } });
    const { media } = await carrier.called();
    await hears(media, SAYS.greeting);
    await media.speak(VOICE, 1_000);
    await worker.logged("A model of the session failed", PATIENCE_MS);
    await lab.quiet(worker);
    await printedNothingOf("desk", '"endReason":"failure"');
  });

  /** Reads all that the worker has printed by the end of a call's process. */
  const printedNothingOf = async (agentId: string, ending: string) => {
    await worker.line(['"msg":"Call ended"', `"agentId":"${agentId}"`, ending]);
    const printed = await worker.printed();
    expect(printed).toContain('"lk.pii.');
    const found = [...SAID, ...[CALLER, CUSTOMER, COLLEAGUE, RECEPTION, DESK].map(inAnySpelling)].flatMap((personal) =>
      printed
        .split("\n")
        .filter((line) => (typeof personal === "string" ? line.includes(personal) : personal.test(line))),
    );
    expect(found).toEqual([]);
    console.log(`the worker printed ${printed.split("\n").length} lines without anything personal`);
  };
});

/** A number as carriers, people and URLs write it, with or without its country. */
function inAnySpelling(number: string): RegExp {
  return new RegExp(
    number
      .slice(2)
      .split("")
      .join(String.raw`(?:[\s().-]|%20){0,3}`),
  );
}
