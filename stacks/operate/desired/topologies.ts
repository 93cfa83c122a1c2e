import { hostOfSipUri } from "@arkenos/provider/values/sip-uri";
import { KINDS, kinds } from "../import/kinds.js";
import { type Desired, type StateObject, stateObjectsOf } from "./desired.js";
import { type Part, partsOf } from "./parts.js";

/** The topology that the package's own program creates. */
const OF_CONFIG = "telephony";

/**
 * Splits a stack into one `Desired` per topology. The config describes one topology. A program may create others; those
 * are described by their objects in the state after the last run.
 */
export function topologiesOf(desired: Desired): readonly Desired[] {
  const { config, held, outputs } = desired;
  const parts = partsOf(held);
  const isDescribed = parts.length === 0 || Object.keys(config.numbers).length > 0 || "telephony" in outputs;
  if (!isDescribed) return parts.map((part) => ofState(desired, part));
  const described = parts.find(({ name }) => name === OF_CONFIG) ?? parts[0];
  const others = parts.filter((part) => part !== described);
  return [{ ...desired, held: [], ...described }, ...others.map((part) => ofState(desired, part))];
}

/** A topology as its objects in the state describe it. */
function ofState(desired: Desired, part: Part): Desired {
  const { config } = desired;
  const { held } = part;
  const stateOf = (noun: StateObject["noun"]) => stateObjectsOf({ held }, noun)[0]?.state ?? {};
  const named = (noun: StateObject["noun"]) => {
    const { friendlyName, name = friendlyName } = stateOf(noun);
    return typeof name === "string" ? name : undefined;
  };
  const { roomConfig } = stateOf("DispatchRule") as { readonly roomConfig?: RoomConfig };
  const { allowedNumbers = [] } = stateOf("InboundTrunk") as { readonly allowedNumbers?: string[] };
  const { sipUrl = "" } = stateOf("OriginationUrl") as { readonly sipUrl?: string };
  const sipDomain = hostOfSipUri(sipUrl) ?? config.sipDomain;
  return {
    ...desired,
    ...part,
    outputs: {},
    config: {
      ...config,
      ...{ numbers: {}, agents: {}, defaultAgent: undefined, sipDomainDerived: false },
      sipDomain,
      names: Object.fromEntries(kinds.map((kind) => [kind, named(KINDS[kind].noun)])),
      agentName: roomConfig?.agents?.[0]?.agentName ?? config.agentName,
      inbound: { ...config.inbound, allowedNumbers },
      outbound: { ...config.outbound, enabled: held.some(({ noun }) => noun === "OutboundTrunk") },
    },
  };
}

interface RoomConfig {
  readonly agents?: readonly { readonly agentName?: string }[];
}
