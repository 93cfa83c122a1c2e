import assert from "node:assert/strict";
import { join } from "node:path";
import { deliveryOf } from "../live/carrier.js";
import { ALL_TONES, answeredBy, recordGreetings, TONES } from "../live/personas.js";
import { MissingPartsError } from "../live/stack/find.js";
import { LiveStack } from "../live/stack/live-stack.js";
import { TelephonyLab } from "../live/telephony-lab.js";
import { WorkerProcess } from "../live/worker-process.js";
import { chapter, engineLine, tell, verified } from "./narrator.js";

const PERSONAS = { "+15105550100": "reception", "+12065550200": "night" } as const;
const STRANGER = "+15105550199";
const TIMEOUT_MS = 60_000;

/** Real calls: the real engine creates the topology on a real livekit-server, and a telephone calls over SIP. */
export async function answerRealCalls(): Promise<void> {
  chapter("The real LiveKit servers, on loopback");
  const stack = await startStack();
  if (!stack) return;
  const lab = await TelephonyLab.open(stack, Object.keys(PERSONAS));
  let worker: WorkerProcess | undefined;
  try {
    chapter("pulumi up: LiveKit is real, Twilio is the sandbox");
    lab.workspace.hear = engineLine;
    await lab.up(answeredBy(PERSONAS));

    chapter("arkenos-agent start: one worker for all numbers");
    const audio = await recordGreetings(join(stack.folder, "greetings"));
    worker = await WorkerProcess.start(stack, await lab.writeOutputs(), audio);
    tell(`registered, with ${(await worker.health()).table.numbers} numbers`);

    chapter("A phone calls every number and listens");
    for (const number of Object.keys(PERSONAS) as (keyof typeof PERSONAS)[]) await callAndListen(lab, number);
    await lab.quiet(worker);
    await callStranger(lab);
    chapter("Done: each of these calls was heard, not simulated");
  } finally {
    await worker?.stop();
    await lab.close();
    await stack.dispose();
  }
}

async function startStack(): Promise<LiveStack | undefined> {
  try {
    const stack = await LiveStack.start({ say: tell });
    tell(`livekit-server listens on ${stack.url}, livekit-sip takes calls on ${stack.sipHost}`);
    return stack;
  } catch (error) {
    if (!(error instanceof MissingPartsError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
    return undefined;
  }
}

async function callAndListen(lab: TelephonyLab, number: keyof typeof PERSONAS): Promise<void> {
  const { host, port, transport } = deliveryOf(lab.emulator, number);
  tell(`Twilio's trunk sends a call to ${number} to ${host}:${port} over ${transport.toUpperCase()}`);
  const call = await lab.call(number);
  await call.answered(TIMEOUT_MS);
  const heard = await call.media.hears(ALL_TONES, TIMEOUT_MS);
  assert.equal(heard, TONES[PERSONAS[number]]);
  const { answeredMs = 0, firstSoundMs = 0 } = call.timings;
  verified(
    `${number} was answered after ${seconds(answeredMs)}; after ${seconds(firstSoundMs)} the caller heard ` +
      `${heard} Hz, the greeting of ${PERSONAS[number]}`,
  );
  await call.hangUp();
}

async function callStranger(lab: TelephonyLab): Promise<void> {
  const call = await lab.call(STRANGER, { via: lab.sipAddress("tcp") });
  await assert.rejects(call.answered(4_000));
  assert.equal(call.media.firstPacketAt, undefined);
  assert.deepEqual(await lab.rooms.listRooms(), []);
  verified(`${STRANGER} is not in the stack: not answered, no audio, no room`);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
