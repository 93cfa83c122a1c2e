import type { Contract } from "../contract/contract.js";

/** An outbound call. */
export interface Dial {
  /** Id of the agent that makes the call. */
  readonly agentId: string;
  /** Number to call, in E.164. */
  readonly to: string;
  /** Caller ID, one of the stack's outbound numbers. @default the first of them */
  readonly from?: string;
  /** The stack's contract. */
  readonly contract: Contract;
  /** Credentials of the LiveKit project. */
  readonly credentials: {
    /** API key. */
    readonly apiKey: string;
    /** API secret. */
    readonly apiSecret: string;
    /** URL of the LiveKit server. @default the contract's `livekitUrl` */
    readonly url?: string;
  };
  /** How long the phone rings, in whole seconds from 1 to 80. @default 30 */
  readonly ringingTimeoutSeconds?: number;
  /** How long the agent may take to join before the phone rings, in whole seconds from 1 to 60. @default 10 */
  readonly agentTimeoutSeconds?: number;
  /** Values of `{{vars.…}}` in the persona, as JSON, such as `{ order_id: "A-17" }`. */
  readonly vars?: Readonly<Record<string, unknown>>;
  /** Anything else to pass in the job's metadata, as JSON. */
  readonly metadata?: unknown;
}
