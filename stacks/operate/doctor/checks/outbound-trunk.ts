import { isTerminationHost } from "@arkenos/provider/values/termination-host";
import type { Seen } from "../../observe/observed.js";
import type { Check, Found } from "../check.js";
import type { DoctorContext } from "../doctor-context.js";
import { CONVERGE } from "../finding.js";
import { livekitSubject } from "../subject.js";
import { attachedLists } from "../attached-lists.js";

/** The outbound trunk in LiveKit, and whether it matches Twilio's trunk. */
export const outboundTrunk = [
  {
    id: "outbound-trunk-missing",
    severity: "error",
    needs: ["livekit"],
    looksAt: ["outbound trunk in the state"],
    find: (context) => {
      const held = context.held("OutboundTrunk");
      if (!held || context.outbound) return [];
      return [
        {
          subject: { kind: "outbound-trunk", id: held.id, name: context.names.outbound },
          message: `Outbound trunk ${held.id} no longer exists in LiveKit`,
          remedies: [CONVERGE],
          fixable: true,
        },
      ];
    },
  },
  {
    id: "outbound-address-format",
    severity: "error",
    needs: ["livekit"],
    looksAt: ["outbound trunk of this stack"],
    find: ({ outbound }) =>
      outbound && !isBareHost(outbound.props.address ?? "")
        ? [
            about(outbound, {
              found: outbound.props.address ?? "",
              message: `The outbound address ${outbound.props.address} of ${outbound.id} must be a bare host name, without sip: or parameters`,
              remedies: [CONVERGE],
              fixable: true,
            }),
          ]
        : [],
  },
  {
    id: "outbound-address",
    causes: ["termination-domain", "outbound-address-format"],
    severity: "error",
    needs: ["livekit", "twilio"],
    looksAt: ["outbound trunk to Twilio", "Twilio trunk of this stack"],
    find: (context) => {
      const { outbound, trunk, config } = context;
      const address = outbound?.props.address ?? "";
      if (!outbound || !trunk || config.outbound.address !== undefined) return [];
      const domain = trunk.props.domainName ?? "";
      if (address === domain || isTerminationHost(address, domain)) return [];
      return [
        about(outbound, {
          ...{ expected: domain, found: address },
          message: `LiveKit dials ${address}, but the Twilio trunk is ${domain || "without a termination domain"}`,
          remedies: [CONVERGE],
          fixable: true,
        }),
      ];
    },
  },
  {
    id: "outbound-username",
    causes: ["termination-auth", "credential-list-empty"],
    severity: "error",
    needs: ["livekit", "twilio"],
    looksAt: ["outbound trunk to Twilio", "Twilio trunk of this stack"],
    find: (context) => {
      const { outbound, trunk, config } = context;
      if (!outbound || !trunk?.children || config.outbound.address !== undefined) return [];
      const username = outbound.props.authUsername ?? "";
      const known = attachedLists(context).flatMap(({ usernames = [] }) => usernames);
      const byAddressAlone =
        trunk.children.credentialLists.length === 0 && trunk.children.ipAccessControlLists.length > 0;
      if (known.includes(username) || byAddressAlone) return [];
      return [
        about(outbound, {
          ...{ expected: known.join(", "), found: username },
          message: `LiveKit authenticates as ${username || "nobody"}, which is in none of trunk ${trunk.props.friendlyName}'s credential lists`,
          remedies: [CONVERGE],
          fixable: true,
        }),
      ];
    },
  },
  {
    id: "outbound-password",
    severity: "error",
    needs: ["livekit"],
    looksAt: ["password that LiveKit shows"],
    find: (context) => {
      const { outbound } = context;
      const wanted =
        context.held("Credential")?.state.authPassword ?? context.held("OutboundTrunk")?.state.authPassword;
      const found = outbound?.props.authPassword;
      // LiveKit Cloud may hide it.
      if (!outbound || typeof wanted !== "string" || wanted === "" || !found || found === wanted) return [];
      return [
        about(outbound, {
          message: `The password of outbound trunk ${outbound.props.name} (${outbound.id}) in LiveKit is not this stack's`,
          remedies: [CONVERGE],
          fixable: true,
        }),
      ];
    },
  },
  {
    id: "outbound-caller-id",
    severity: "error",
    needs: ["livekit", "twilio", "callerIds"],
    looksAt: ["outbound trunk to Twilio"],
    find: (context) => {
      const { outbound, twilio, config } = context;
      if (!outbound || config.outbound.address !== undefined) return [];
      const verified = twilio.callerIds?.readable ? twilio.callerIds.numbers : [];
      return (outbound.props.numbers ?? [])
        .filter((number) => !context.owned(number) && !verified.includes(number))
        .map((number) =>
          about(outbound, {
            found: number,
            message: `${number} is neither owned nor verified at Twilio, so calls from it fail with 403 (32204)`,
            remedies: [{ text: "remove it from outbound.fromNumbers, or verify it" }],
          }),
        );
    },
  },
  {
    id: "outbound-region",
    severity: "warning",
    needs: [],
    looksAt: ["number in the config"],
    find: ({ config, isCloud }) => {
      const { destinationCountry, enabled } = config.outbound;
      const country = pinnedCountry(config.numbers);
      if (!enabled || !isCloud || destinationCountry !== "" || country === undefined) return [];
      return [
        {
          subject: { kind: "config", id: "outbound.destinationCountry" },
          expected: country,
          message: `Calls to ${country} need region pinning`,
          remedies: [{ text: `set outbound.destinationCountry to ${country}` }],
        },
      ];
    },
  },
] as const satisfies readonly Check[];

/**
 * Countries whose carriers accept only domestic calls, by calling code.
 * @see https://docs.livekit.io/telephony/features/region-pinning/
 */
const PINNED: Readonly<Record<string, string>> = { "+91": "IN" };

function pinnedCountry(numbers: DoctorContext["config"]["numbers"]): string | undefined {
  const code = Object.keys(PINNED).find((prefix) => Object.keys(numbers).some((number) => number.startsWith(prefix)));
  return code && PINNED[code];
}

function isBareHost(address: string): boolean {
  return /^[a-z0-9][a-z0-9.-]*(:\d+)?$/i.test(address);
}

function about(trunk: Seen<"OutboundTrunk">, found: Omit<Found, "subject">): Found {
  return { subject: livekitSubject("outbound-trunk", trunk), ...found };
}
