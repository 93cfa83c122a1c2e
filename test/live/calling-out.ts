import { type Dial, dial, type DialResult } from "../../agent/outbound/outbound.js";
import { loadRouting } from "../../agent/routing/routing.js";
import type { LiveStack } from "./stack/live-stack.js";

/** A person who is called. */
export const CUSTOMER = "+15105550166";
/** How long an agent may take to join on a busy machine, where its process has to start first. */
const JOINING_SECONDS = 60;

/** Has an agent of a stack with these outputs call the customer. */
export function callOut(
  stack: LiveStack,
  outputs: string,
  call: Pick<Dial, "agentId"> & Partial<Dial>,
): Promise<DialResult> {
  const { LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = stack.env;
  const contract = loadRouting({ file: outputs });
  return dial({
    to: CUSTOMER,
    contract,
    credentials: { apiKey, apiSecret },
    agentTimeoutSeconds: JOINING_SECONDS,
    ...call,
  });
}
