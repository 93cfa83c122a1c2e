import { closest } from "fastest-levenshtein";
import type { Desired } from "../../desired/desired.js";
import { sipHosts } from "../../simulate/sip-hosts.js";
import { isThrough, verdictOf } from "../../simulate/verdict.js";
import { verdictData, verdictText } from "../../simulate/verdict-text.js";
import { ANY_CALLER } from "../../simulate/wanted.js";
import type { Answer } from "../terminal/answer.js";
import type { Context } from "../stack/context.js";
import { typedNumber } from "../stack/typed-number.js";
import { observeOpened, openDesired } from "../stack/examine-stack.js";
import { ExitCode } from "../failure/exit-code.js";

/** Which agent answers a number, and why. */
interface Route {
  readonly number: string;
  readonly agent: string | undefined;
  readonly why: string;
}

/** `arkenos lookup`: the agent that the config assigns to a number, and whether its calls get there. */
export async function runLookup(
  context: Context,
  typed: string,
  { country }: { readonly country?: string | undefined },
): Promise<Answer> {
  const opened = await openDesired(context);
  const { config, desired } = opened;
  const number = typedNumber(typed, { config, country });
  const { observed, verdicts } = await observeOpened(opened, context);
  const { agent, why } = routeOf(desired, number);
  const known = verdicts.find((one) => one.number === number);
  const { agentName, sipDomain } = config;
  const verdict =
    known ?? verdictOf({ observed, sipHosts: sipHosts(sipDomain) }, { number, agentName, caller: ANY_CALLER });
  const unrouted = known
    ? `The agent for ${number} is decided by the program, not by the config`
    : `No agent found for phone ${number}: ${why}`;
  const route = agent === undefined ? unrouted : `${number} → ${agent}: ${why}`;
  const isAnswered = isThrough(verdict) && (known !== undefined || agent !== undefined);
  return {
    data: { number, agent: agent ?? null, why, verdict: verdictData(verdict) },
    text: [route, `${number}: ${verdictText(verdict)}.`].join("\n"),
    exitCode: isAnswered ? ExitCode.ok : ExitCode.checksFailed,
  };
}

/** `arkenos routes`: every number of the stack with its agent. */
export async function runRoutes(context: Context): Promise<Answer> {
  const { desired } = await openDesired(context);
  const { numbers, defaultAgent } = desired.config;
  const routes = Object.keys(numbers).map((number) => routeOf(desired, number));
  const lines = routes.map(({ number, agent, why }) => `${number.padEnd(16)} → ${agent ?? "no agent"}  (${why})`);
  const rest = defaultAgent === undefined ? "All other calls are rejected." : `All other calls → ${defaultAgent}.`;
  return {
    data: { routes, defaultAgent: defaultAgent ?? null },
    text: [...(lines.length > 0 ? lines : ["The stack has no numbers."]), rest].join("\n"),
  };
}

function routeOf({ config: { numbers, agents, defaultAgent }, outputs }: Desired, number: string): Route {
  const listed = numbers[number]?.agent;
  if (listed !== undefined && Object.hasOwn(agents, listed))
    return { number, agent: listed, why: `the config assigns it to ${listed}${lag(outputs, number, listed)}` };
  if (defaultAgent !== undefined)
    return { number, agent: defaultAgent, why: "it is not in the config, and defaultAgent answers all other calls" };
  const known = Object.keys(numbers);
  const near = known.length > 0 ? `; the closest number is ${closest(number, known)}` : "";
  return { number, agent: undefined, why: `it is not in this stack, and the config has no defaultAgent${near}` };
}

/** The worker reads the outputs of the last `up`, which may be older than the config. */
function lag(outputs: Desired["outputs"], number: string, agent: string): string {
  const { numbers } = (outputs.telephony ?? {}) as { numbers?: Record<string, string> };
  const now = numbers?.[number];
  if (now === agent) return "";
  return now === undefined ? " after the next arkenos up" : `; until the next arkenos up, ${now} answers`;
}
