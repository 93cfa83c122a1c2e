import type { voice } from "@livekit/agents";
import type { Contract } from "../contract/contract.js";
import type { Persona } from "../contract/persona.js";
import type { CallContext, Environment } from "./call-context.js";
import type { CallRecorder } from "./call-recorder.js";
import type { Caller } from "./caller.js";
import type { FailureLog } from "./failure-log.js";
import type { TransferState } from "./transfer-state.js";
import type { HangUp } from "./hang-up.js";
import type { Expand } from "./variables.js";

export type { CallContext, Environment } from "./call-context.js";

/** An active call, with everything that its parts need. */
export interface LiveCall {
  readonly ctx: CallContext;
  /** Id of the agent, a key of the contract's `agents`. */
  readonly agentId: string;
  readonly persona: Persona;
  /** Expands the `{{variables}}` of a text; those in the persona's texts are already expanded. */
  readonly expand: Expand;
  /** The SIP participant; undefined in the console. */
  readonly caller: Caller | undefined;
  readonly session: voice.AgentSession;
  /** Failures of the call's models. */
  readonly failures: FailureLog;
  readonly env: Environment;
  /** Writes the call record. */
  readonly record: CallRecorder;
  /** The stack's outbound trunk and numbers; undefined if it cannot make outbound calls. */
  readonly outbound: Contract["outbound"];
  /** The state of the call's transfer. */
  readonly transferState: TransferState;
  readonly hangUp: HangUp;
}

/** A call that cannot continue or never started; it may have no session. */
export type FailedCall = Omit<LiveCall, "session"> & Partial<Pick<LiveCall, "session">>;
