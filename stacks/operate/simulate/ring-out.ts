import type { Seen } from "../observe/observed.js";

/** How an unanswered call ends. */
export interface RingOut {
  /** The longest ring time, in seconds. */
  readonly seconds: number;
  /** The SIP status with which LiveKit then answers. */
  readonly status: number;
}

/**
 * How LiveKit ends an unanswered call: by the trunk's setting, or by livekit-sip's default.
 *
 * @see `defaultRingingTimeout` in livekit/sip 1.8.0, pkg/sip/participant.go; livekit/sip pull request 785
 */
export function ringOut(trunk: Seen<"InboundTrunk"> | undefined): RingOut {
  const { ringingTimeoutSeconds, ringingTimeoutStatus } = trunk?.props ?? {};
  return { seconds: ringingTimeoutSeconds || 180, status: ringingTimeoutStatus || 486 };
}

/**
 * Whether Twilio tries the next origination URL, and then the disaster recovery URL, after a final answer.
 *
 * @see https://www.twilio.com/docs/sip-trunking, Origination: no failover on 2xx, 400, 404, 405, 410, 416, 482, 484, 486 and 6xx
 */
export function twilioGoesOn(status: number): boolean {
  return status >= 300 && status < 600 && !FINAL.includes(status);
}

/** Refusals below 600 that end a call for Twilio. */
const FINAL: readonly number[] = [400, 404, 405, 410, 416, 482, 484, 486];
