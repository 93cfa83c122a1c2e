import { onThisStack } from "../../on-this-stack.js";
import type { Observed } from "../../observe/observed.js";
import { simulate } from "../../simulate/simulate.js";
import { normalizeNumber } from "@arkenos/provider/values/normalize-number";
import { sipHosts } from "../../simulate/sip-hosts.js";
import { isThrough, verdictOf } from "../../simulate/verdict.js";
import { verdictData, verdictText } from "../../simulate/verdict-text.js";
import { withoutWorker } from "../../simulate/worker-down.js";
import { wantedNumbers } from "../../simulate/wanted.js";
import type { Answer } from "../terminal/answer.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { observeOpened, openDesired } from "../stack/examine-stack.js";
import { ExitCode } from "../failure/exit-code.js";
import { typedNumber } from "../stack/typed-number.js";
import { wayData, wayLines } from "./way-lines.js";
import { workerDownAnswer } from "./worker-down.js";

interface Options {
  readonly pin?: string | undefined;
  readonly country?: string | undefined;
  /** Whether to simulate that no worker runs. */
  readonly workerDown?: boolean;
}

/** `arkenos simulate`: traces a call through the objects of both clouds, along each route it may take. No phone rings. */
export async function runSimulate(
  context: Context,
  typedFrom: string,
  typedTo: string,
  { pin, country, workerDown = false }: Options,
): Promise<Answer> {
  const opened = await openDesired(context);
  const { config, desired } = opened;
  const from = typedNumber(typedFrom, { config, country });
  const to = typedNumber(typedTo, { config, country });
  const { observed, contexts } = await observeOpened(opened, context);
  const { livekit, twilio } = observed;
  const number = normalizeNumber(to);
  const examined = contexts.find(({ numbers }) => numbers.includes(number)) ?? contexts[0];
  const wanted = wantedNumbers(desired).find((one) => one.number === number);
  const { agentName } = wanted ?? desired.config;
  const hosts = examined?.sipHosts ?? sipHosts(desired.config.sipDomain);
  const call = { from, to, ...(pin !== undefined && { pin }) };
  const clouds = livekit.readable && twilio.readable ? { livekit, twilio, sipHosts: hosts } : undefined;
  if (workerDown) {
    if (!clouds) throw unread(observed);
    return workerDownAnswer(call, withoutWorker(clouds, call));
  }
  const verdict = verdictOf({ observed, sipHosts: hosts }, { ...wanted, number, caller: from, pin, agentName });
  const ways = clouds && verdict.calls !== "not checked" ? simulate(clouds, call) : [];
  const agent = wanted?.agent ?? desired.config.defaultAgent;
  return {
    data: { from, to, verdict: verdictData(verdict), ways: ways.map(wayData), ...(agent !== undefined && { agent }) },
    text: [...ways.flatMap(wayLines), `${to}: ${verdictText(verdict)}.`].join("\n"),
    exitCode: isThrough(verdict) ? ExitCode.ok : ExitCode.checksFailed,
  };
}

function unread({ livekit, twilio }: Observed): CommandError {
  const problems = [livekit, twilio].flatMap((cloud) => (cloud.readable ? [] : [cloud.problem]));
  return new CommandError({
    code: "cloud_unreadable",
    message: "Could not check what a caller hears",
    problems: problems.map(({ code, message }) => ({ path: [], code, message })),
    next: `Run ${onThisStack("arkenos doctor")} for the fix`,
  });
}
