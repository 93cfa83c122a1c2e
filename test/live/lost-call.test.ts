import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CutProxy } from "../agent/fakes/cut-proxy.js";
import { AnsweringSide } from "./caller/answering-side.js";
import { callOut, CUSTOMER } from "./calling-out.js";
import { digestOf } from "./carrier.js";
import { ALL_TONES, answeredBy, recordGreetings, TONES } from "./personas.js";
import { until } from "./stack/until.js";
import { startLiveStack } from "./started-stack.js";
import { CALLER, TelephonyLab } from "./telephony-lab.js";
import { WorkerProcess } from "./worker-process.js";

const RECEPTION = "+15105550100";
const SALES = "+15105550101";
const OTHER_CALLER = "+15105550188";
const PATIENCE_MS = 60_000;
/** How long LiveKit's own worker tries before it gives up: ten times, ever more slowly. */
const LONGER_THAN_LIVEKIT_TRIES = '"retry_count":11';

describe("a call that loses what it needs", () => {
  let lab: TelephonyLab;
  let carrier: AnsweringSide;
  let proxy: CutProxy;
  let worker: WorkerProcess;
  let outputs: string;
  const stack = startLiveStack();

  beforeAll(async () => {
    lab = await TelephonyLab.open(stack(), [RECEPTION, SALES]);
    carrier = await AnsweringSide.open((username) => digestOf(lab.emulator, username));
    await lab.up({
      ...answeredBy({ [RECEPTION]: "reception", [SALES]: "sales" }),
      outbound: { address: carrier.host, transport: "udp" },
    });
    outputs = await lab.writeOutputs();
    proxy = new CutProxy(stack().url);
  });
  afterEach(async () => {
    await lab.clear(worker);
    carrier.reset();
  });
  afterAll(async () => {
    await worker?.stop();
    proxy?.close();
    await lab?.close();
    carrier?.close();
  });

  const call = (more: { agentTimeoutSeconds?: number } = {}) =>
    callOut(stack(), outputs, { agentId: "reception", ...more });
  const startWorker = async () => {
    const audio = await recordGreetings(join(stack().folder, "greetings"));
    worker = await WorkerProcess.start(stack(), outputs, { ...audio, LIVEKIT_URL: await proxy.listen() });
  };
  /** The process of the call with this number. */
  const processOf = async (number: string) => Number((await worker.line(`"phoneNumber":"${number}"`))["pid"]);
  const heard = async (from: string, to: string) => {
    const placed = await lab.call(to, { from });
    await placed.answered(PATIENCE_MS);
    return { placed, tone: await placed.media.hears(ALL_TONES, PATIENCE_MS) };
  };

  it("does not ring where no worker runs: no-agent, and no room", async () => {
    const result = await call({ agentTimeoutSeconds: 3 });
    console.log(`a dial without a worker: ${JSON.stringify(result)}`);
    expect(result).toMatchObject({ outcome: "no-agent" });
    expect(carrier.calls).toEqual([]);
    expect(await lab.rooms.listRooms()).toEqual([]);
    await startWorker();
  });

  it("stops ringing when the agent's process dies: no-agent, and no room", async () => {
    carrier.manners.set(CUSTOMER, "does not answer");
    const begun = performance.now();
    const dialling = call();
    const ringing = await carrier.called(CUSTOMER, PATIENCE_MS);
    const ringsAfterMs = performance.now() - begun;
    process.kill(await processOf(CUSTOMER), "SIGKILL");
    const killed = performance.now();
    const result = await dialling;
    await until("the phone to be silent", () => ringing.over, { forMs: 2_000 });
    console.log(
      `the phone rang ${Math.round(ringsAfterMs)} ms after the dial, and stopped within ${Math.round(performance.now() - killed)} ms: ${JSON.stringify(result)}`,
    );
    expect(result).toMatchObject({ outcome: "no-agent", says: "The agent left while the phone rang" });
    await lab.quiet(worker);
  });

  it("is hung up within two seconds when its process is killed, and the other call goes on", async () => {
    const [lost, kept] = [await heard(CALLER, RECEPTION), await heard(OTHER_CALLER, SALES)];
    process.kill(await processOf(CALLER), "SIGKILL");
    const killed = performance.now();
    expect(await lost.placed.ended(2_000)).toBe("BYE");
    console.log(`the phone was hung up ${Math.round(performance.now() - killed)} ms after the kill`);
    const died = "ended with signal SIGKILL before the call did; the phone was hung up";
    const line = await worker.line([`"phoneNumber":"${CALLER}"`, died]);
    expect(line).toMatchObject({ signal: "SIGKILL", agentId: "reception" });
    expect(kept.tone).toBe(TONES.sales);
    await expect(kept.placed.ended(2_000)).rejects.toThrow();
    await until("one call to be left", async () => (await worker.health()).activeCalls === 1);
  });

  it("goes on while nothing passes on the worker's connection, which stays open; the worker makes another", async () => {
    const { placed } = await heard(CALLER, RECEPTION);
    const begun = performance.now();
    const seconds = () => Math.round((performance.now() - begun) / 1000);
    proxy.stall();
    await until("the worker to be not ready", async () => !(await worker.health()).registered, { forMs: PATIENCE_MS });
    const noticed = seconds();
    await expect(placed.ended(500)).rejects.toThrow();
    proxy.restore();
    await until("the worker to be ready", async () => (await worker.health()).registered, { forMs: PATIENCE_MS });
    console.log(`the worker noticed the silence after ${noticed} s, and was ready again after ${seconds()} s`);
    await expect(placed.ended(500)).rejects.toThrow();
    expect((await heard(OTHER_CALLER, SALES)).tone).toBe(TONES.sales);
  });

  it("goes on while LiveKit is away for the worker, which keeps trying and then answers again", async () => {
    const { placed } = await heard(CALLER, RECEPTION);
    const room = await lab.roomOf(CALLER);
    const begun = performance.now();
    proxy.cut();
    await until("the worker to be not ready", async () => !(await worker.health()).registered);
    await worker.line(LONGER_THAN_LIVEKIT_TRIES, 150_000);
    console.log(`away for ${Math.round((performance.now() - begun) / 1000)} s: ${(await worker.health()).problem}`);
    expect((await worker.health()).registered).toBe(false);
    await expect(placed.ended(500)).rejects.toThrow();
    expect((await lab.rooms.listRooms([room])).map(({ name }) => name)).toEqual([room]);
    proxy.restore();
    await until("the worker to be ready", async () => (await worker.health()).registered, { forMs: PATIENCE_MS });
    await expect(placed.ended(500)).rejects.toThrow();
    expect((await heard(OTHER_CALLER, SALES)).tone).toBe(TONES.sales);
  }, 300_000);
});
