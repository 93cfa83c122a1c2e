import type { voice } from "@livekit/agents";
import type { Contract } from "../contract/contract.js";
import type { Persona } from "../contract/persona.js";
import type { CallContext, Environment } from "./call-context.js";
import type { CallRecorder } from "./call-recorder.js";
import type { Caller } from "./caller.js";
import type { FailureLog } from "./failure-log.js";
import type { HandOver } from "./hand-over.js";
import type { HangUp } from "./hang-up.js";
import type { Expand } from "./variables.js";

export type { CallContext, Environment } from "./call-context.js";

/** A call that a persona answers: what each part of the call is made with. */
export interface LiveCall {
  readonly ctx: CallContext;
  /** Id of the persona, a key of the contract's `agents`. */
  readonly agentId: string;
  readonly persona: Persona;
  /** Replaces the `{{variables}}` of a text; those of the persona's own texts are replaced already. */
  readonly expand: Expand;
  /** Who is on the phone; nobody is in the console. */
  readonly caller: Caller | undefined;
  readonly session: voice.AgentSession;
  /** What went wrong with the call's models. */
  readonly failures: FailureLog;
  readonly env: Environment;
  /** What is kept of the call. */
  readonly record: CallRecorder;
  /** What calls go out by; undefined where the stack cannot dial. */
  readonly outbound: Contract["outbound"];
  /** Whether the caller is being handed over, or was. */
  readonly handOver: HandOver;
  readonly hangUp: HangUp;
}

/** A call that cannot go on, or that never began: it may have no session. */
export type FailedCall = Omit<LiveCall, "session"> & Partial<Pick<LiveCall, "session">>;
