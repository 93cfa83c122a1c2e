import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AnsweringSide } from "./caller/answering-side.js";
import { callOut, CUSTOMER } from "./calling-out.js";
import type { PhoneCall } from "./caller/phone.js";
import { digestOf } from "./carrier.js";
import { ALL_TONES, answeredBy, TONES } from "./personas.js";
import { ProxiedWorker } from "./proxied-worker.js";
import { until } from "./stack/until.js";
import { startLiveStack } from "./started-stack.js";
import { CALLER, TelephonyLab } from "./telephony-lab.js";

const RECEPTION = "+15105550100";
const SALES = "+15105550101";
const [OTHER_CALLER, WAITING_CALLER] = ["+15105550188", "+15105550189"];
const TIMEOUT_MS = 60_000;
/** How long LiveKit's worker retries before it gives up: ten times, with growing delays. */
const LONGER_THAN_LIVEKIT_TRIES = '"retry_count":11';

describe("a call that loses a server or a process", () => {
  let lab: TelephonyLab;
  let carrier: AnsweringSide;
  let outputs: string;
  /** LiveKit becomes unreachable for the first worker, and the second takes the calls in the meantime. */
  let first: ProxiedWorker;
  let second: ProxiedWorker;
  let waiting: PhoneCall;
  let cutAt: number;
  const stack = startLiveStack();

  beforeAll(async () => {
    lab = await TelephonyLab.open(stack(), [RECEPTION, SALES]);
    carrier = await AnsweringSide.open((username) => digestOf(lab.emulator, username));
    await lab.up({
      ...answeredBy({ [RECEPTION]: "reception", [SALES]: "sales" }),
      outbound: { address: carrier.host, transport: "udp" },
    });
    outputs = await lab.writeOutputs();
  });
  afterAll(async () => {
    await first?.close();
    await second?.close();
    await lab?.close();
    carrier?.close();
  });

  const call = (more: { agentTimeoutSeconds?: number } = {}) =>
    callOut(stack(), outputs, { agentId: "reception", ...more });
  const start = () => ProxiedWorker.start(stack(), outputs);
  /** The process of this number's call; both workers write one log. */
  const processOf = async (number: string) =>
    Number((await first.worker.line(`"phoneNumber":"${number}"`, TIMEOUT_MS))["pid"]);
  const heard = async (from: string, to: string) => {
    const placed = await lab.call(to, { from });
    await placed.answered(TIMEOUT_MS);
    return { placed, tone: await placed.media.hears(ALL_TONES, TIMEOUT_MS) };
  };
  const goesOn = (placed: PhoneCall) => expect(placed.ended(500)).rejects.toThrow();

  it("does not ring when no worker runs: no-agent, and no room", async () => {
    const result = await call({ agentTimeoutSeconds: 3 });
    console.log(`a dial without a worker: ${JSON.stringify(result)}`);
    expect(result).toMatchObject({ outcome: "no-agent" });
    expect(carrier.calls).toEqual([]);
    expect(await lab.rooms.listRooms()).toEqual([]);
    first = await start();
  });

  it("stops ringing when the agent's process dies: no-agent, and no room", async () => {
    carrier.manners.set(CUSTOMER, "does not answer");
    const startedAt = performance.now();
    const dialing = call();
    const ringing = await carrier.called(CUSTOMER, TIMEOUT_MS);
    const ringsAfterMs = performance.now() - startedAt;
    process.kill(await processOf(CUSTOMER), "SIGKILL");
    const killed = performance.now();
    const result = await dialing;
    await until("the phone to be silent", () => ringing.over, { forMs: 2_000 });
    console.log(
      `the phone rang ${Math.round(ringsAfterMs)} ms after the dial, and stopped within ${Math.round(performance.now() - killed)} ms: ${JSON.stringify(result)}`,
    );
    expect(result).toMatchObject({ outcome: "no-agent", says: "The agent left while the phone rang" });
    await lab.quiet(first.worker);
  });

  // LiveKit is unreachable for a minute and a half. The second worker takes the calls of the tests in between.
  it("continues when LiveKit becomes unreachable for its worker", async () => {
    waiting = (await heard(WAITING_CALLER, RECEPTION)).placed;
    first.proxy.cut();
    cutAt = performance.now();
    await first.isReady(false);
    await goesOn(waiting);
    second = await start();
  });

  it("is hung up within two seconds when its process is killed, and the other call continues", async () => {
    const [lost, kept] = [await heard(CALLER, RECEPTION), await heard(OTHER_CALLER, SALES)];
    process.kill(await processOf(CALLER), "SIGKILL");
    const killed = performance.now();
    expect(await lost.placed.ended(2_000)).toBe("BYE");
    console.log(`the phone was hung up ${Math.round(performance.now() - killed)} ms after the kill`);
    const died = "ended with signal SIGKILL before the call did; the call was hung up";
    const line = await second.worker.line([`"phoneNumber":"${CALLER}"`, died]);
    expect(line).toMatchObject({ signal: "SIGKILL", agentId: "reception" });
    expect(kept.tone).toBe(TONES.sales);
    await expect(kept.placed.ended(2_000)).rejects.toThrow();
    await until("one call to be left", async () => (await second.worker.health()).activeCalls === 1);
    await kept.placed.hangUp();
  });

  it("continues while the worker's open connection stalls; the worker opens another", async () => {
    const { placed } = await heard(CALLER, RECEPTION);
    const startedAt = performance.now();
    const seconds = () => Math.round((performance.now() - startedAt) / 1000);
    second.proxy.stall();
    await second.isReady(false);
    const noticed = seconds();
    await goesOn(placed);
    second.proxy.restore();
    await second.isReady(true);
    console.log(`the worker noticed the silence after ${noticed} s, and was ready again after ${seconds()} s`);
    await goesOn(placed);
    const other = await heard(OTHER_CALLER, SALES);
    expect(other.tone).toBe(TONES.sales);
    for (const each of [placed, other.placed]) await each.hangUp();
  });

  it("continues while LiveKit is unreachable for its worker, which retries and then answers again", async () => {
    await first.worker.line(LONGER_THAN_LIVEKIT_TRIES, 150_000);
    const { registered, problem } = await first.worker.health();
    console.log(`away for ${Math.round((performance.now() - cutAt) / 1000)} s: ${problem}`);
    expect(registered).toBe(false);
    await goesOn(waiting);
    await lab.roomOf(WAITING_CALLER);
    await second.close();
    first.proxy.restore();
    await first.isReady(true);
    await goesOn(waiting);
    expect((await heard(OTHER_CALLER, RECEPTION)).tone).toBe(TONES.reception);
  }, 300_000);
});
