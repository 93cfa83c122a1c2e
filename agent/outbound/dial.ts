import type { Contract } from "../contract/contract.js";

/** A call out. */
export interface Dial {
  /** The agent that speaks. */
  readonly agentId: string;
  /** Whom to call, in E.164. */
  readonly to: string;
  /** The number that is shown; one of the stack's. @default the first of them */
  readonly from?: string;
  /** What the stack says. */
  readonly contract: Contract;
  /** How to sign in to LiveKit. */
  readonly credentials: {
    /** Key of the LiveKit project. */
    readonly apiKey: string;
    /** Secret of the key. */
    readonly apiSecret: string;
    /** Where LiveKit is called. @default the contract's `livekitUrl` */
    readonly url?: string;
  };
  /** How long the phone rings, in whole seconds from 1 to 80. @default 30 */
  readonly ringingTimeoutSeconds?: number;
  /** How long the agent may take to join before the phone rings, in whole seconds from 1 to 60. @default 10 */
  readonly agentTimeoutSeconds?: number;
  /** What `{{vars.…}}` of the persona's prompt, greeting and tools stand for, as JSON, such as `{ order_id: "A-17" }`. */
  readonly vars?: Readonly<Record<string, unknown>>;
  /** Whatever else the caller of `dial` wants to find in the job's metadata, as JSON. */
  readonly metadata?: unknown;
}
