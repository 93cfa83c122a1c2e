import { contains, isAddressOrBlock } from "@arkenos/provider/values/cidr";
import type { Seen } from "../../observe/observed.js";
import { isDropped } from "../../simulate/allowed-address.js";
import { trunkConflicts } from "../../simulate/trunk-conflicts.js";
import type { Check, Found } from "../check.js";
import type { DoctorContext } from "../doctor-context.js";
import { CONVERGE } from "../finding.js";
import { livekitSubject } from "../subject.js";
import { TWILIO_SIGNALING } from "../../simulate/twilio-signaling.js";

/** The stack's inbound trunk, and other trunks that conflict with it. */
export const inboundTrunk = [
  {
    id: "inbound-trunk-missing",
    step: "inbound trunk",
    severity: "error",
    needs: ["livekit"],
    looksAt: ["inbound trunk in the state"],
    find: (context) => {
      const held = context.held("InboundTrunk");
      if (!held || context.inbound) return [];
      return [
        {
          subject: { kind: "inbound-trunk", id: held.id, name: context.names.inbound },
          message: `Inbound trunk ${held.id} no longer exists in LiveKit`,
          remedies: [CONVERGE],
          fixable: true,
        },
      ];
    },
  },
  {
    id: "inbound-trunk-conflict",
    step: "inbound trunk",
    severity: "error",
    needs: ["livekit"],
    looksAt: ["inbound trunk"],
    find: (context) =>
      trunkConflicts(context.livekit.inboundTrunks)
        .filter(({ number, one, other }) => number !== "" && concerns(context, number, [one, other]))
        .map(({ number, one, other }) => {
          const rival = other.id === context.inbound?.id ? one : other;
          return {
            subject: { kind: "number", id: number },
            found: `${one.id} and ${other.id}`,
            message: `${number} is on inbound trunks ${one.id} and ${other.id}, so LiveKit responds with 503`,
            remedies: [{ text: `remove it from ${rival.id} "${rival.props.name}"` }],
            evidence: [one.id, other.id],
          };
        }),
  },
  {
    id: "inbound-trunk-default-ambiguous",
    step: "inbound trunk",
    severity: "error",
    needs: ["livekit"],
    looksAt: ["inbound trunk"],
    find: (context) =>
      trunkConflicts(context.livekit.inboundTrunks)
        .filter(({ number }) => number === "")
        .map(({ one, other }) => ({
          ...ifOthers(context, one, other),
          subject: livekitSubject("inbound-trunk", other),
          message: `Trunks ${one.id} and ${other.id} both accept any number`,
          remedies: [{ text: "give all but one a number list" }],
          evidence: [one.id, other.id],
        })),
  },
  {
    id: "inbound-trunk-open",
    step: "inbound trunk",
    severity: "error",
    needs: ["livekit"],
    looksAt: ["inbound trunk"],
    find: (context) =>
      context.livekit.inboundTrunks
        .filter(({ props: { numbers = [], allowedAddresses = [], authUsername, authPassword } }) => {
          return numbers.length + allowedAddresses.length === 0 && !(authUsername && authPassword);
        })
        .map((trunk) => ({
          ...ifOthers(context, trunk),
          subject: livekitSubject("inbound-trunk", trunk),
          message: `Inbound trunk ${trunk.props.name} (${trunk.id}) accepts calls from anyone to any number`,
          remedies: [{ text: "list its numbers" }],
        })),
  },
  {
    id: "inbound-auth-with-twilio",
    step: "inbound trunk",
    severity: "error",
    needs: ["livekit"],
    looksAt: ["inbound trunk of this stack"],
    find: ({ inbound }) =>
      inbound?.props.authUsername && inbound.props.authPassword
        ? [
            about(inbound, {
              message: `Twilio never sends credentials to LiveKit, so inbound trunk ${inbound.props.name} (${inbound.id}) challenges every call with 407`,
              remedies: [{ text: "remove authUsername and authPassword, also from inbound in the program" }, CONVERGE],
              fixable: true,
            }),
          ]
        : [],
  },
  {
    id: "inbound-auth-incomplete",
    step: "inbound trunk",
    severity: "error",
    needs: ["livekit"],
    looksAt: ["inbound trunk of this stack"],
    find: ({ inbound }) =>
      inbound && Boolean(inbound.props.authUsername) !== Boolean(inbound.props.authPassword)
        ? [
            about(inbound, {
              message: `Inbound trunk ${inbound.props.name} (${inbound.id}) has only half of its credentials, which LiveKit treats as none`,
              remedies: [{ text: "remove both authUsername and authPassword" }, CONVERGE],
              fixable: true,
            }),
          ]
        : [],
  },
  {
    id: "inbound-allowed-addresses",
    step: "inbound trunk",
    severity: "error",
    needs: ["livekit"],
    looksAt: ["allowed address"],
    find: ({ inbound }) => {
      const listed = (inbound?.props.allowedAddresses ?? []).filter(isAddress);
      if (!inbound || listed.length === 0) return [];
      return TWILIO_SIGNALING.filter(({ cidr }) => !listed.some((entry) => contains(entry, cidr))).map(
        ({ cidr, place }) =>
          about(inbound, {
            expected: cidr,
            message: `Inbound trunk ${inbound.props.name} (${inbound.id}) does not allow Twilio range ${cidr} (${place}), so calls from there are dropped`,
            remedies: [{ text: "add it to inbound.allowedAddresses" }],
          }),
      );
    },
  },
  {
    id: "inbound-allowed-addresses-cloud",
    step: "inbound trunk",
    severity: "warning",
    needs: ["livekit"],
    looksAt: ["allowed address"],
    find: ({ inbound, isCloud }) =>
      inbound && isCloud && (inbound.props.allowedAddresses ?? []).length > 0
        ? [
            about(inbound, {
              message: `Allowed addresses of ${inbound.id} work on LiveKit Cloud only after support enables them for the project`,
              remedies: [],
            }),
          ]
        : [],
  },
  {
    id: "inbound-allowed-addresses-malformed",
    step: "inbound trunk",
    severity: "error",
    needs: ["livekit"],
    looksAt: ["allowed address"],
    find: ({ inbound }) =>
      (inbound?.props.allowedAddresses ?? [])
        .filter((entry) => isDropped(entry) || !isAddress(entry))
        .map((entry) => ({
          subject: inbound ? livekitSubject("inbound-trunk", inbound) : { kind: "config", id: entry },
          found: entry,
          message: `Allowed address ${entry} cannot be parsed and LiveKit would ignore it, opening the trunk`,
          remedies: [CONVERGE],
          fixable: true,
        })),
  },
] as const satisfies readonly Check[];

function about(trunk: Seen<"InboundTrunk">, found: Omit<Found, "subject">): Found {
  return { subject: livekitSubject("inbound-trunk", trunk), ...found };
}

/** If calls are lost because of somebody else's trunks, the verdict says so. */
function ifOthers(context: DoctorContext, ...trunks: readonly Seen<"InboundTrunk">[]): Pick<Found, "severity"> {
  return trunks.some((trunk) => context.isOurs(trunk)) ? {} : { severity: "warning" };
}

function concerns(
  { inbound, numbers }: DoctorContext,
  number: string,
  trunks: readonly Seen<"InboundTrunk">[],
): boolean {
  return numbers.includes(number) || trunks.some(({ id }) => id === inbound?.id);
}

/** Whether an entry is an address. LiveKit also accepts host names. */
function isAddress(entry: string): boolean {
  return isAddressOrBlock(entry) || /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i.test(entry);
}
