import { resources } from "@arkenos/provider";
import type { LiveKit } from "@arkenos/provider/clouds";
import type { ObservedLiveKit } from "./observed.js";

const { InboundTrunk, OutboundTrunk, DispatchRule } = resources;

/**
 * Reads the SIP objects of a LiveKit project: three lists.
 * @throws ApiError
 */
export async function observeLiveKit(sip: LiveKit, host: string): Promise<ObservedLiveKit> {
  const lists = [sip.inboundTrunks.all(), sip.outboundTrunks.all(), sip.dispatchRules.all()] as const;
  // If several fail, report the first in the list rather than the first to answer, so that every command gives the same
  // reason.
  await Promise.allSettled(lists);
  const [inboundTrunks, outboundTrunks, dispatchRules] = await Promise.all(lists);
  return {
    host,
    inboundTrunks: inboundTrunks.map((wire) => ({
      ...InboundTrunk.spec.fromWire(wire),
      newer: sip.newer.pathsOn(wire),
    })),
    outboundTrunks: outboundTrunks.map((wire) => ({
      ...OutboundTrunk.spec.fromWire(wire),
      newer: sip.newer.pathsOn(wire),
    })),
    dispatchRules: dispatchRules.map((wire) => ({
      ...DispatchRule.spec.fromWire(wire),
      newer: sip.newer.pathsOn(wire),
    })),
  };
}
