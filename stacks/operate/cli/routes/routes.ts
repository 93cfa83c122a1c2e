import { closest } from "fastest-levenshtein";
import type { Desired } from "../../desired/desired.js";
import { isThrough } from "../../simulate/verdict.js";
import { verdictData, verdictText } from "../../simulate/verdict-text.js";
import type { Answer } from "../terminal/answer.js";
import type { Context } from "../stack/context.js";
import { typedNumber } from "../stack/typed-number.js";
import { lookAt, openDesired } from "../stack/examine-stack.js";
import { ExitCode } from "../failure/exit-code.js";

/** Which agent answers a number, and why. */
interface Route {
  readonly number: string;
  readonly agent: string | undefined;
  readonly why: string;
}

/** The agent of one number by the config of the stack, and what becomes of its calls. */
export async function runLookup(
  context: Context,
  typed: string,
  { country }: { readonly country?: string | undefined },
): Promise<Answer> {
  const opened = await openDesired(context);
  const { config, desired } = opened;
  const number = typedNumber(typed, { config, country });
  const { verdicts } = await lookAt(opened, context);
  const { agent, why } = routeOf(desired, number);
  const verdict = verdicts.find((one) => one.number === number);
  const unrouted = verdict
    ? `Only the program knows which agent answers ${number}`
    : `No agent found for phone ${number}: ${why}`;
  const route = agent === undefined ? unrouted : `${number} → ${agent}: ${why}`;
  const isAnswered = verdict ? isThrough(verdict) : agent !== undefined;
  return {
    data: { number, agent: agent ?? null, why, ...(verdict && { verdict: verdictData(verdict) }) },
    text: [route, ...(verdict ? [`${number}: ${verdictText(verdict)}.`] : [])].join("\n"),
    exitCode: isAnswered ? ExitCode.ok : ExitCode.checksFailed,
  };
}

/** Every number of the stack with its agent. */
export async function runRoutes(context: Context): Promise<Answer> {
  const { desired } = await openDesired(context);
  const { numbers, defaultAgent } = desired.config;
  const routes = Object.keys(numbers).map((number) => routeOf(desired, number));
  const lines = routes.map(({ number, agent, why }) => `${number.padEnd(16)} → ${agent ?? "nobody"}  (${why})`);
  const rest =
    defaultAgent === undefined ? "Calls that nothing else decides are rejected." : `Everything else → ${defaultAgent}.`;
  return {
    data: { routes, defaultAgent: defaultAgent ?? null },
    text: [...(lines.length > 0 ? lines : ["The stack has no numbers."]), rest].join("\n"),
  };
}

function routeOf({ config: { numbers, agents, defaultAgent }, outputs }: Desired, number: string): Route {
  const listed = numbers[number]?.agent;
  if (listed !== undefined && Object.hasOwn(agents, listed))
    return { number, agent: listed, why: `the config gives it to ${listed}${lag(outputs, number, listed)}` };
  if (defaultAgent !== undefined)
    return { number, agent: defaultAgent, why: "it is not in the config, and defaultAgent takes every other call" };
  const known = Object.keys(numbers);
  const near = known.length > 0 ? `; the nearest that it has is ${closest(number, known)}` : "";
  return { number, agent: undefined, why: `it is not a number of this stack, and there is no defaultAgent${near}` };
}

/** The worker reads the outputs of the last `up`, which may be behind the config. */
function lag(outputs: Desired["outputs"], number: string, agent: string): string {
  const { numbers } = (outputs.telephony ?? {}) as { numbers?: Record<string, string> };
  const now = numbers?.[number];
  if (now === agent) return "";
  return now === undefined ? ", from the next arkenos up on" : `, and ${now} answers until the next arkenos up`;
}
