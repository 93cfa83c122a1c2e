import type { ProblemDetail } from "@arkenos/provider/problem";
import type { StackConfig } from "./config.js";
import { contractOf } from "./contract.js";

/** A place that workers read the contract from. */
interface Place {
  /** How much it holds. */
  readonly bytes: number;
  readonly name: string;
  /** What to do about a longer contract. */
  readonly remedy: string;
}

/** The largest first. */
const PLACES: readonly Place[] = [
  {
    // kubernetes.io/docs/concepts/configuration/configmap
    bytes: 1_048_576,
    name: "a Kubernetes ConfigMap",
    remedy: "mount it from a volume instead, or shorten the prompts",
  },
  {
    // The longest string that Linux hands to a program: MAX_ARG_STRLEN, execve(2).
    bytes: 131_072,
    name: "an environment variable, which LiveKit Cloud's agents read it from",
    remedy: "pass it to the worker as a file, ARKENOS_STACK_OUTPUTS, or shorten the prompts",
  },
];

/** The share of a place from which the stack warns. */
const NEAR = 0.8;
/** A trunk id of LiveKit's usual length. */
const TRUNK_ID = "ST_xxxxxxxxxxxx";

/**
 * Warns if the contract nearly fills, or exceeds, a place that workers read it from.
 *
 * @example
 * ```ts
 * contractSizeWarning(config)?.message;
 * // "The output telephony takes 118,000 bytes, 90% of the limit for an environment variable, … (131,072)"
 * ```
 */
export function contractSizeWarning(config: StackConfig): (ProblemDetail & { readonly remedy: string }) | undefined {
  const bytes = contractBytes(config);
  // A contract that exceeds the smaller place gets a warning about the larger one only when it nearly fills that.
  const place = PLACES.find((one) => bytes >= one.bytes * NEAR);
  if (place === undefined) return undefined;
  const [takes, holds] = [bytes, place.bytes].map((count) => count.toLocaleString("en-US"));
  const share =
    bytes > place.bytes
      ? `more than fits into ${place.name} (${holds})`
      : `${Math.floor((bytes / place.bytes) * 100)}% of the limit for ${place.name} (${holds})`;
  const message = `The output telephony takes ${takes} bytes, ${share}`;
  return {
    /** The contract nearly fills, or exceeds, a place that workers read it from. */
    code: "contract_size",
    message,
    remedy: place.remedy,
  };
}

/** The contract's length as `pulumi stack output telephony --json` prints it. */
export function contractBytes(config: StackConfig): number {
  const { enabled, fromNumbers = Object.keys(config.numbers) } = config.outbound;
  const contract = { ...contractOf(config), ...(enabled && { outbound: { trunkId: TRUNK_ID, fromNumbers } }) };
  return Buffer.byteLength(`${JSON.stringify(contract, undefined, 2)}\n`);
}
