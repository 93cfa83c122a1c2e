import { resources } from "@arkenos/provider";
import type { LiveKit } from "@arkenos/provider/clouds";
import type { ObservedLiveKit } from "./observed.js";

const { InboundTrunk, OutboundTrunk, DispatchRule } = resources;

/** Reads a LiveKit project's SIP side: three lists. @throws ApiError */
export async function observeLiveKit(sip: LiveKit, host: string): Promise<ObservedLiveKit> {
  const lists = [sip.inboundTrunks.all(), sip.outboundTrunks.all(), sip.dispatchRules.all()] as const;
  // Of several that fail, the first is named, whichever answers first: every command gives the same reason.
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
