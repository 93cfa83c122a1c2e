import { hostOfSipUri } from "@arkenos/provider/values/sip-uri";
import { KINDS, kinds } from "../import/kinds.js";
import { type Desired, type StateObject, stateObjectsOf } from "./desired.js";

/** The topology that the package's own program creates. */
const OF_CONFIG = "telephony";

/**
 * Splits a stack into one `Desired` per topology. The config describes one topology. A program may create others; those
 * are described by their objects in the state after the last run.
 */
export function topologiesOf(desired: Desired): readonly Desired[] {
  const { config, held, outputs } = desired;
  // The state lists them in the order in which they happened to be created.
  const names = [...new Set(held.map(({ topology }) => topology))].sort();
  const isDescribed = names.length === 0 || Object.keys(config.numbers).length > 0 || "telephony" in outputs;
  const described = names.includes(OF_CONFIG) ? OF_CONFIG : names[0];
  const part = (name: string | undefined) => held.filter(({ topology }) => topology === name);
  if (!isDescribed) return names.map((name) => ofState(desired, part(name)));
  const others = names.filter((name) => name !== described);
  return [{ ...desired, held: part(described) }, ...others.map((name) => ofState(desired, part(name)))];
}

/** A topology as its objects in the state describe it. */
function ofState(desired: Desired, held: readonly StateObject[]): Desired {
  const { config } = desired;
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
    held,
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
