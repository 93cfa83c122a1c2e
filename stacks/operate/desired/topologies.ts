import { hostOfSipUri, leadsTo } from "@arkenos/provider/values/sip-uri";
import type { StackConfig } from "@arkenos/stacks/config";
import { objectNames } from "@arkenos/stacks/object-names";
import { KINDS, kinds } from "../import/kinds.js";
import { type Desired, type StateObject, stateObjectsOf } from "./desired.js";
import { numbersInState } from "./numbers-in-state.js";
import { type Part, partsOf } from "./parts.js";

/** The topology that the package's own program creates. */
const OF_CONFIG = "telephony";

/** What the package's own program exports, and a program with other topologies has no reason to. */
const OUTPUTS = ["telephony", "numbers", "sipDomain", "terminationDomain", "elasticTrunkSid"];

/**
 * Splits a stack into one `Desired` per topology. The config describes the topology of the package's own program. Of
 * another program it describes only what agrees with it; the rest is described by its objects in the state after the
 * last run. A number of the config that is in no topology yet belongs to the first one that the config describes.
 */
export function topologiesOf(desired: Desired): readonly Desired[] {
  const { config, held, outputs } = desired;
  const parts = partsOf(held);
  if (OUTPUTS.every((name) => name in outputs)) {
    const own = parts.find(({ name }) => name === OF_CONFIG);
    const others = parts.filter((part) => part !== own);
    return [{ ...desired, held: [], ...own }, ...others.map((part) => ofState(desired, part))];
  }
  const described = parts.filter((part) => isOfConfig(config, part));
  const inParts = new Set(parts.flatMap((part) => numbersInState(part.held)));
  const numbersOf = (part: Part | undefined) => {
    const here = new Set(part && numbersInState(part.held));
    const isFirst = part === described[0];
    return Object.entries(config.numbers).filter(([number]) => here.has(number) || (isFirst && !inParts.has(number)));
  };
  const byConfig = (part?: Part): Desired => ({
    ...desired,
    held: [],
    ...(part && { ...part, outputs: { telephony: outputs.telephony } }),
    config: { ...config, numbers: Object.fromEntries(numbersOf(part)) },
  });
  const isMissing = described.length === 0 && (parts.length === 0 || numbersOf(undefined).length > 0);
  return [
    ...(isMissing ? [byConfig()] : []),
    ...described.map(byConfig),
    ...parts.filter((part) => !described.includes(part)).map((part) => ofState(desired, part)),
  ];
}

/** Whether the config may describe a topology of another program: it has the config's numbers, worker, host and name. */
function isOfConfig(config: StackConfig, { held }: Part): boolean {
  const numbers = numbersInState(held);
  const stateOf = (noun: StateObject["noun"]) => stateObjectsOf({ held }, noun)[0]?.state ?? {};
  const { roomConfig } = stateOf("DispatchRule") as { readonly roomConfig?: RoomConfig };
  const { sipUrl } = stateOf("OriginationUrl") as { readonly sipUrl?: string };
  const { agentName = config.agentName } = roomConfig?.agents?.[0] ?? {};
  const { friendlyName = objectNames(config).trunk } = stateOf("ElasticTrunk");
  return (
    Object.keys(config.numbers).length > 0 &&
    (numbers.length === 0 || numbers.some((number) => Object.hasOwn(config.numbers, number))) &&
    agentName === config.agentName &&
    (sipUrl === undefined || leadsTo(sipUrl, config.sipDomain)) &&
    friendlyName === objectNames(config).trunk
  );
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
  const { attributes = {} } = stateOf("DispatchRule") as { readonly attributes?: Record<string, string> };
  const { sipUrl = "" } = stateOf("OriginationUrl") as { readonly sipUrl?: string };
  const sipDomain = hostOfSipUri(sipUrl) ?? config.sipDomain;
  return {
    ...desired,
    ...part,
    outputs: { telephony: desired.outputs.telephony },
    config: {
      ...config,
      ...{ numbers: {}, agents: {}, defaultAgent: undefined, sipDomainDerived: false },
      sipDomain,
      names: Object.fromEntries(kinds.map((kind) => [kind, named(KINDS[kind].noun)])),
      agentName: roomConfig?.agents?.[0]?.agentName ?? config.agentName,
      inbound: { ...config.inbound, allowedNumbers, attributes },
      outbound: { ...config.outbound, enabled: held.some(({ noun }) => noun === "OutboundTrunk") },
    },
  };
}

interface RoomConfig {
  readonly agents?: readonly { readonly agentName?: string }[];
}
