import { simulate } from "../simulate/simulate.js";
import { normaliseNumber } from "../simulate/normalise-number.js";
import type { Answer } from "./answer.js";
import type { Context } from "./context.js";
import { openScene } from "./examine-stack.js";
import { ExitCode } from "./exit-code.js";
import { requireE164 } from "./required.js";

/** Walks a call through the live objects of both clouds. Nobody is called. */
export async function runDial(context: Context, from: string, to: string, { pin }: { pin?: string }): Promise<Answer> {
  for (const number of [from, to]) requireE164(number);
  const scene = await openScene(context);
  const clouds = { livekit: scene.livekit, twilio: scene.twilio, sipHosts: scene.sipHosts };
  const { ok, hops, room, agents } = simulate(clouds, { from, to, ...(pin !== undefined && { pin }) });
  const lines = hops.map(
    ({ at, id, ok, says }) => `${ok ? "✓" : "✗"} ${at.padEnd(13)} ${says}${id ? `  (${id})` : ""}`,
  );
  const agent = scene.config.numbers[normaliseNumber(to)]?.agent ?? scene.config.defaultAgent;
  const end = ok ? `${agent ?? "Nobody"} answers.` : "Nobody answers; arkenos doctor says what to do.";
  return {
    data: { from, to, reached: ok, hops, room, agents, agent: ok ? agent : undefined },
    text: [...lines, end].join("\n"),
    exitCode: ok ? ExitCode.ok : ExitCode.checksFailed,
  };
}
