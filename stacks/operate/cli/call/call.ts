import { dial, type DialResult } from "@arkenos/agent/outbound";
import { loadRouting } from "@arkenos/agent/routing";
import { livekit } from "@arkenos/provider/clouds";
import { onThisStack } from "../../on-this-stack.js";
import type { Answer } from "../terminal/answer.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { ExitCode } from "../failure/exit-code.js";
import { openConfigured } from "../stack/opened-stack.js";
import { requireAgent } from "../stack/required.js";
import { tell } from "../terminal/tell.js";
import { typedNumber } from "../stack/typed-number.js";

/** Options of `arkenos call`. */
export interface CallFlags {
  readonly agent: string;
  readonly from?: string | undefined;
  readonly ring: string;
  /** `key=value`, in the order given. */
  readonly var: readonly string[];
  /** Country of numbers that are typed without a country code. */
  readonly country?: string | undefined;
}

/** LiveKit's limit for ringing, in seconds. */
const LONGEST_RING = 80;

/** `arkenos call`: dials once and waits for the outcome. */
export async function runCall(
  context: Context,
  typedTo: string,
  { agent, from: typedFrom, ring, var: typedVars, country }: CallFlags,
): Promise<Answer> {
  const seconds = Number(ring);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST_RING)
    throw new CommandError({
      code: "invalid_flag",
      message: `--ring must be 1 to ${LONGEST_RING} seconds`,
      exitCode: ExitCode.usage,
    });
  const vars = varsOf(typedVars);
  const { stack, session, config } = await openConfigured(context);
  const to = typedNumber(typedTo, { config, country });
  const from = typedFrom === undefined ? undefined : typedNumber(typedFrom, { config, country });
  const outputs = await stack.outputs();
  if (outputs.telephony === undefined)
    throw new CommandError({
      code: "not_deployed",
      message: `The stack ${stack.name} has not been deployed yet`,
      exitCode: ExitCode.usage,
      next: `Run ${onThisStack("arkenos up")} first`,
    });
  const contract = loadRouting({ text: JSON.stringify(outputs) });
  // The deployed contract may be older than the config.
  requireAgent(contract, agent);
  const problems = livekit.problems(session.setting);
  if (problems.length > 0)
    throw new CommandError({
      code: "invalid_settings",
      message: "The LiveKit settings are incomplete",
      exitCode: ExitCode.usage,
      problems,
      next: `Run ${onThisStack("arkenos init")}`,
    });
  if (context.io.isTerminal && !context.json)
    tell(context.io, `Calling ${to} as ${agent}, ringing for up to ${seconds} seconds …`);
  const url = session.setting("livekitApiUrl");
  const credentials = {
    apiKey: session.setting("livekitApiKey") ?? "",
    apiSecret: session.setting("livekitApiSecret") ?? "",
    ...(url !== undefined && { url }),
  };
  const wanted = { agentId: agent, to, contract, credentials, ringingTimeoutSeconds: seconds, vars };
  const result = await dial(from === undefined ? wanted : { ...wanted, from });
  return {
    data: { stack: stack.name, to, agent, ...resultData(result) },
    text: resultText(result, to, agent),
    exitCode: result.outcome === "answered" ? ExitCode.ok : ExitCode.failed,
  };
}

/** `name=Ada` and `date=` as an object. */
function varsOf(typed: readonly string[]): Record<string, string> {
  const pairs = typed.map((text) => {
    const at = text.indexOf("=");
    if (at > 0) return [text.slice(0, at), text.slice(at + 1)] as const;
    throw new CommandError({
      code: "invalid_flag",
      message: `--var ${text} has no ${at === 0 ? "name" : "value"}`,
      exitCode: ExitCode.usage,
      next: "Write --var name=value",
    });
  });
  const duplicate = pairs.find(([name], index) => pairs.findIndex(([other]) => other === name) !== index);
  if (duplicate !== undefined)
    throw new CommandError({
      code: "invalid_flag",
      message: `--var ${duplicate[0]} is given twice`,
      exitCode: ExitCode.usage,
      next: "Remove one",
    });
  return Object.fromEntries(pairs);
}

/** A result for a script. `says` is the former name of a failure's `message`, kept for one version. */
function resultData(result: DialResult) {
  return result.outcome === "answered" ? result : { ...result, message: result.says };
}

function resultText(result: DialResult, to: string, agent: string): string {
  if (result.outcome === "answered") return `answered: ${to} is on the line with ${agent}, in room ${result.room}.`;
  const { outcome, says, remedy, sipStatus, code } = result;
  const facts = [sipStatus !== undefined && `SIP ${sipStatus}`, code].filter(Boolean).join(", ");
  return `${outcome}: ${says}${facts && ` (${facts})`}. ${remedy}.`;
}
