import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import { inboundSection } from "@arkenos/stacks/inbound-section";
import { defaultRingingTimeoutStatus } from "@arkenos/stacks/failover";
import { namesSection } from "@arkenos/stacks/object-names";
import { outboundSection } from "@arkenos/stacks/outbound-section";
import { trunkSection } from "@arkenos/stacks/trunk-section";
import { foundOf, type Inventory } from "./inventory.js";
import { kinds, type Mapping } from "./kinds.js";
import { numbersWith } from "./suggestion.js";
import { transportOfSipUri } from "@arkenos/provider/clouds";

type Data = Readonly<Record<string, unknown>>;

/** The settings with which the next `up` does not change the imported objects. */
export interface FoundSettings {
  readonly agentName?: string;
  readonly names: Data;
  readonly trunk: Data;
  readonly inbound: Data;
  readonly outbound: Data;
}

/** Derives a stack's settings from the objects that it imports. Omits defaults. */
export function settingsOf(inventory: Inventory, mapping: Mapping, defaultNames: Data): FoundSettings {
  const { livekit, twilio } = inventory;
  const inbound = livekit.inboundTrunks.find(({ id }) => id === mapping.inboundTrunk)?.props ?? {};
  const outbound = livekit.outboundTrunks.find(({ id }) => id === mapping.outboundTrunk)?.props ?? {};
  const rule = livekit.dispatchRules.find(({ id }) => id === mapping.dispatchRule)?.props ?? {};
  const trunk = twilio.trunks.find(({ id }) => id === mapping.elasticTrunk);
  const { domainName, ...trunkProps } = trunk?.props ?? {};
  const isOthers = foundOf(inventory, "elasticTrunk").some(({ id, owner }) => id === trunk?.id && owner !== undefined);
  const [url] = trunk?.children?.originationUrls ?? [];
  const { numbers: callers = [], address, ...outboundProps } = outbound;
  const { taken } = numbersWith(inventory, mapping);
  // By default, the numbers of the stack are the caller IDs.
  const isDefault = callers.length === 0 || isDeepStrictEqual(new Set(callers), new Set(taken));
  const { attributes, metadata, hidePhoneNumber } = rule;
  const roomPrefix = rule.rule?.type === "individual" && rule.rule.roomPrefix !== "" ? rule.rule.roomPrefix : undefined;
  const [agent, ...more] = rule.roomConfig?.agents ?? [];
  return {
    ...(agent && agent.agentName !== "" && more.length === 0 && { agentName: agent.agentName }),
    names: differing(namesSection, namesOf(inventory, mapping), defaultNames),
    trunk: differing(trunkSection, {
      ...trunkProps,
      // A domain that was derived for another stack is refused unless the config names it.
      ...(isOthers && { domainName }),
      ...(url && transportOf(url.props.sipUrl ?? "", trunk?.props.secure)),
    }),
    inbound: differing(
      inboundSection,
      { ...inbound, attributes, metadata, hidePhoneNumber, roomPrefix },
      { ringingTimeoutStatus: defaultRingingTimeoutStatus({ fallbackRegions: [], ...trunkProps }) ?? 0 },
    ),
    outbound: differing(
      outboundSection,
      {
        ...outboundProps,
        ...(address !== trunk?.attrs.terminationDomain && { address }),
        ...(!isDefault && { fromNumbers: callers }),
      },
      { transport: trunk?.props.secure ? "tls" : "auto" },
    ),
  };
}

/** Twilio defaults to UDP. The config defaults to TCP, and to TLS on a secure trunk. */
function transportOf(sipUrl: string, secure = false): Data {
  const transport = transportOfSipUri(sipUrl);
  return transport === (secure ? "tls" : "tcp") ? {} : { transport };
}

function namesOf(inventory: Inventory, mapping: Mapping): Data {
  const named = kinds.flatMap((kind) => foundOf(inventory, kind).filter(({ id }) => id === mapping[kind]));
  return Object.fromEntries(named.map(({ kind, name }) => [kind, name]));
}

/** The values that belong to a section and differ from its defaults. */
function differing(section: z.ZodObject, live: Data, more: Data = {}): Data {
  const defaults: Data = { ...section.parse({}), ...more };
  const fields = Object.entries(section.shape as Record<string, z.ZodType>);
  return Object.fromEntries(
    fields.flatMap(([key, field]) => {
      const value = live[key];
      const isSaid = value === undefined || isDeepStrictEqual(value, defaults[key]) || !field.safeParse(value).success;
      return isSaid ? [] : [[key, value]];
    }),
  );
}
