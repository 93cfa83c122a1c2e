import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type Dial, dial, type DialResult } from "../../../agent/outbound/outbound.js";
import { FakeLiveKit } from "./livekit.js";
import { contract } from "./personas.js";

/** An answer of ListParticipants: the agent is in the room. */
export const AGENT_THERE = { body: { participants: [{ identity: "agent-AJ_1", kind: "AGENT", state: "ACTIVE" }] } };

/** Caller numbers. */
export const OUTBOUND = { trunkId: "ST_OUT", fromNumbers: ["+15105550100", "+442079460100"] };

/** Starts LiveKit's API before a file's tests, with an agent in every room. @returns how to dial through it */
export function dialing(): { livekit: FakeLiveKit; call: (changes?: Partial<Dial>) => Promise<DialResult> } {
  const livekit = new FakeLiveKit();
  let url: string;
  beforeAll(async () => void (url = await livekit.listen()));
  beforeEach(() => void (livekit.answers = { ListParticipants: AGENT_THERE }));
  afterEach(() => livekit.clear());
  afterAll(() => livekit.close());
  const call = (changes: Partial<Dial> = {}) =>
    dial({
      agentId: "reception",
      to: "+15105550177",
      contract: contract({ livekitUrl: url, outbound: OUTBOUND }),
      credentials: { apiKey: "devkey", apiSecret: "s3cret".repeat(8) },
      ...changes,
    });
  return { livekit, call };
}
