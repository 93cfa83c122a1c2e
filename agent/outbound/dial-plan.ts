import { toE164 } from "../contract/e164.js";
import type { Dial } from "./dial.js";
import type { DialFailure } from "./dial-result.js";

/** LiveKit's limit for the ring time, and the limit for an agent to join, in seconds. */
const LONGEST_RING = 80;
const LONGEST_WAIT = 60;
/** LiveKit's limit for a job's metadata, in characters. */
const LONGEST_METADATA = 65_536;
/** A name that `{{vars.…}}` can refer to. */
const VARIABLE = /^[\p{L}\p{N}_-]+$/u;

/** A checked outbound call. */
export interface DialPlan {
  readonly trunkId: string;
  readonly to: string;
  readonly from: string;
  /** Metadata of the agent's job: the agent's id and variables. */
  readonly jobMetadata: string;
  readonly ringingSeconds: number;
  readonly agentSeconds: number;
}

/** Checks an outbound call before any request. @returns what the call needs, or why it is not possible */
export function planDial(call: Dial): DialPlan | DialFailure {
  const { agentId, to, from, contract } = call;
  const { agents, outbound } = contract;
  if (!Object.hasOwn(agents, agentId))
    return refused("failed", `There is no agent "${agentId}"`, `Use one of ${Object.keys(agents).join(", ")}`);
  const number = toE164(to);
  if (number === undefined)
    return refused(
      "failed",
      `"${to}" is not a phone number in E.164`,
      "Write + and the country code, such as +15105550100",
    );
  const { ringingTimeoutSeconds: ringingSeconds = 30, agentTimeoutSeconds: agentSeconds = 10 } = call;
  const unfit =
    notSeconds("ringingTimeoutSeconds", ringingSeconds, LONGEST_RING) ??
    notSeconds("agentTimeoutSeconds", agentSeconds, LONGEST_WAIT);
  if (unfit !== undefined) return unfit;
  const jobMetadata = metadataOf(call);
  if (typeof jobMetadata !== "string") return jobMetadata;
  if (outbound === undefined)
    return refused("not-allowed", "The stack cannot make outbound calls", "Set outbound.enabled, and run `pulumi up`");
  const shown = from === undefined ? outbound.fromNumbers[0] : toE164(from);
  if (shown === undefined || !outbound.fromNumbers.includes(shown)) {
    const choices =
      outbound.fromNumbers.length === 0
        ? "the stack has none; add a number"
        : `use one of ${outbound.fromNumbers.join(", ")}`;
    return refused(
      "not-allowed",
      from === undefined ? "There is no number to call from" : `Calls cannot come from ${from}`,
      `The caller ID must be one of the stack's outbound numbers: ${choices}`,
    );
  }
  return { trunkId: outbound.trunkId, to: number, from: shown, jobMetadata, ringingSeconds, agentSeconds };
}

function notSeconds(name: string, value: number, most: number): DialFailure | undefined {
  if (Number.isInteger(value) && value >= 1 && value <= most) return undefined;
  return refused("failed", `${name} is ${value}`, `Use whole seconds from 1 to ${most}`);
}

function metadataOf({ agentId, vars, metadata }: Dial): string | DialFailure {
  const misnamed = Object.keys(vars ?? {}).find((name) => !VARIABLE.test(name));
  if (misnamed !== undefined)
    return refused(
      "failed",
      `${JSON.stringify(misnamed)} is not the name of a variable`,
      "Use letters, digits, _ and -, such as order_id",
    );
  const text = JSON.stringify({ agentId, ...(vars && { vars }), ...(metadata !== undefined && { metadata }) });
  if (text.length <= LONGEST_METADATA) return text;
  return refused(
    "failed",
    `vars and metadata are longer than ${LONGEST_METADATA} characters`,
    "Pass an id, and let the agent look up the rest with a tool",
  );
}

function refused(outcome: DialFailure["outcome"], says: string, remedy: string): DialFailure {
  return { outcome, says, remedy };
}
