import type { StackConfig } from "./config.js";
import { contractOf } from "./contract.js";

/** Somewhere that a worker reads the contract from, and how much it holds. */
interface Place {
  readonly bytes: number;
  readonly name: string;
  /** Who cannot read a longer contract, and what to do. */
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
    remedy: "hand it to the worker as a file, ARKENOS_STACK_OUTPUTS, or shorten the prompts",
  },
];

/** The share of a place from which on it is worth a word. */
const NEAR = 0.8;
/** As long as LiveKit's ids of trunks are. */
const TRUNK_ID = "ST_xxxxxxxxxxxx";

/**
 * Says that the contract comes near the end of a place that workers read it from, or is past it; undefined where it is
 * far from both.
 *
 * @example
 * contractSizeWarning(config);
 * // "The output telephony takes 118,000 bytes, 90% of what fits into an environment variable, … (131,072); …"
 */
export function contractSizeWarning(config: StackConfig): string | undefined {
  const bytes = contractBytes(config);
  // Whoever has outgrown the smaller place is warned of the larger one once that comes near.
  const place = PLACES.find((one) => bytes >= one.bytes * NEAR);
  if (place === undefined) return undefined;
  const [takes, holds] = [bytes, place.bytes].map((count) => count.toLocaleString("en-US"));
  const share =
    bytes > place.bytes
      ? `more than fits into ${place.name} (${holds})`
      : `${Math.floor((bytes / place.bytes) * 100)}% of what fits into ${place.name} (${holds})`;
  return `The output telephony takes ${takes} bytes, ${share}; ${place.remedy}`;
}

/** The contract's length as `pulumi stack output telephony --json` prints it. */
export function contractBytes(config: StackConfig): number {
  const { enabled, fromNumbers = Object.keys(config.numbers) } = config.outbound;
  const contract = { ...contractOf(config), ...(enabled && { outbound: { trunkId: TRUNK_ID, fromNumbers } }) };
  return Buffer.byteLength(`${JSON.stringify(contract, undefined, 2)}\n`);
}
