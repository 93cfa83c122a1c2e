import { type Call, resolve, routesOf } from "../../../agent/routing/routing.js";
import { contract } from "./personas.js";

/** The tests' routing table. */
export const routes = routesOf(contract());
/** The same, with a default agent. */
export const withDefault = routesOf(contract({ defaultAgent: "night" }));

/** An inbound call that used a dispatch rule. */
export function inbound(trunkPhoneNumber: string, attributes: Record<string, string> = {}): Call {
  return {
    participant: {
      isSip: true,
      attributes: {
        "sip.ruleID": "SDR_1",
        "sip.trunkPhoneNumber": trunkPhoneNumber,
        "sip.phoneNumber": "+15559990000",
        ...attributes,
      },
    },
  };
}

/** The agent that answers, or `undefined`. */
export function who(call: Call, table = routes): string | undefined {
  const resolution = resolve(call, table);
  return "agentId" in resolution ? resolution.agentId : undefined;
}
