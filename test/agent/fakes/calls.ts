import { type Call, resolve, routesOf } from "../../../agent/routing/routing.js";
import { contract } from "./personas.js";

/** The table of the tests. */
export const routes = routesOf(contract());
/** The same, with an agent for what nothing else decides. */
export const withDefault = routesOf(contract({ defaultAgent: "night" }));

/** A call that came in through a rule. */
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

/** Who answers, or `undefined`. */
export function who(call: Call, table = routes): string | undefined {
  const resolution = resolve(call, table);
  return "agentId" in resolution ? resolution.agentId : undefined;
}
