import type { Check } from "../check.js";
import type { DoctorContext } from "../doctor-context.js";
import { normalizeNumber } from "@arkenos/provider/values/normalize-number";
import { CONVERGE, converging, running } from "../finding.js";
import { livekitSubject, numberSubject } from "../subject.js";

/** The stack's numbers, at Twilio and on LiveKit's trunk. */
export const numbers = [
  {
    id: "number-not-owned",
    step: "number",
    causes: ["number-requirements"],
    severity: "error",
    needs: ["twilio"],
    looksAt: ["number"],
    find: (context) =>
      context.numbers
        .filter((number) => !context.owned(number))
        .map((number) => ({
          subject: numberSubject(number),
          message: `${number} is not in Twilio account ${context.desired.accountSid}`,
          remedies: [
            context.config.numbers[number]?.purchase
              ? running("arkenos up", "to buy it")
              : { text: "buy it, or port it" },
            { text: "remove it from the config if you do not need it" },
          ],
          fixable: context.config.numbers[number]?.purchase === true,
        })),
  },
  {
    /** A number is not on the stack's trunk. */ id: "number-not-on-trunk",
    step: "association",
    causes: ["number-voice-app"],
    severity: "error",
    needs: ["twilio"],
    looksAt: ["number in the account", "Twilio trunk in the state"],
    find: (context) => {
      const ours = context.held("ElasticTrunk");
      if (!ours) return [];
      return context.numbers.flatMap((number) => {
        const owned = context.owned(number);
        if (!owned || owned.trunkSid === ours.id) return [];
        const where = owned.trunkSid === "" ? "on no trunk" : `on trunk ${holderOf(context, owned.trunkSid)}`;
        return [
          {
            subject: numberSubject(number),
            expected: ours.id,
            found: owned.trunkSid,
            message: `${number} is ${where}`,
            remedies: [
              converging(`attach it to ${ours.id}`),
              { text: `set numbers["${number}"].move to true if it may be moved from another trunk` },
            ],
            evidence: [owned.id],
            fixable: owned.trunkSid === "",
          },
        ];
      });
    },
  },
  {
    id: "number-voice-capability",
    step: "number",
    severity: "error",
    needs: ["twilio"],
    looksAt: ["number in the account"],
    find: (context) =>
      context.numbers
        .filter((number) => context.owned(number)?.voice === false)
        .map((number) => ({
          subject: numberSubject(number),
          message: `${number} cannot receive voice calls`,
          remedies: [{ text: "use a different number" }],
        })),
  },
  {
    id: "number-voice-app",
    step: "association",
    severity: "warning",
    needs: ["twilio"],
    looksAt: ["number in the account"],
    find: (context) =>
      context.numbers.flatMap((number) => {
        const owned = context.owned(number);
        const answering = owned?.trunkSid === "" ? owned.voiceApplicationSid || owned.props.voiceUrl : "";
        if (!answering) return [];
        return [
          {
            subject: numberSubject(number),
            found: answering,
            message: `${number} is answered by ${answering} instead of a trunk (setting a voice application removes the trunk)`,
            remedies: [converging("put it on the trunk")],
            fixable: true,
          },
        ];
      }),
  },
  {
    id: "number-emergency",
    severity: "warning",
    needs: ["twilio"],
    looksAt: ["number in the account"],
    find: (context) =>
      context.numbers
        .filter((number) => context.owned(number)?.emergency)
        .map((number) => ({
          subject: numberSubject(number),
          message: `${number} has emergency calling; it cannot be released, and its trunk cannot be deleted (21634), until that is removed`,
          remedies: [],
        })),
  },
  {
    id: "number-requirements",
    severity: "error",
    needs: ["forSale"],
    looksAt: ["number to buy"],
    find: ({ twilio: { forSale }, config }) =>
      (forSale?.readable ? forSale.numbers : []).flatMap(({ phoneNumber, country, addressRequirements }) => {
        const { addressSid, bundleSid } = config.numbers[phoneNumber] ?? {};
        if (addressRequirements === "none" || addressSid || bundleSid) return [];
        const what = addressRequirements === "local" ? "a local address" : "an address";
        return [
          {
            subject: numberSubject(phoneNumber),
            found: addressRequirements,
            message: `${phoneNumber} needs ${what} in ${country}`,
            remedies: [{ text: `set addressSid or bundleSid of numbers["${phoneNumber}"] first` }],
          },
        ];
      }),
  },
  {
    id: "number-not-in-inbound-trunk",
    step: "inbound trunk",
    causes: ["inbound-trunk-missing", "number-not-owned"],
    severity: "error",
    needs: ["livekit"],
    looksAt: ["number", "inbound trunk in the state"],
    find: (context) => {
      const { inboundTrunks } = context.livekit;
      if (!context.held("InboundTrunk") || inboundTrunks.some(({ props }) => props.numbers?.length === 0)) return [];
      const listed = new Set(inboundTrunks.flatMap(({ props }) => (props.numbers ?? []).map(normalizeNumber)));
      return context.numbers
        .filter((number) => !listed.has(number))
        .map((number) => ({
          subject: numberSubject(number),
          message: `${number} reaches LiveKit, but no inbound trunk lists it`,
          remedies: [CONVERGE],
          fixable: true,
        }));
    },
  },
  {
    /** LiveKit lists a number in a format other than E.164. */
    id: "number-not-canonical",
    severity: "warning",
    needs: ["livekit"],
    looksAt: ["inbound trunk of this stack"],
    find: ({ inbound }) =>
      (inbound?.props.numbers ?? [])
        .filter((listed) => normalizeNumber(listed) !== listed)
        .map((listed) => ({
          subject: inbound ? livekitSubject("inbound-trunk", inbound) : numberSubject(listed),
          expected: normalizeNumber(listed),
          found: listed,
          message: `LiveKit lists ${listed}`,
          remedies: [
            { text: `write it as ${normalizeNumber(listed)}, since dispatch rules compare text exactly` },
            CONVERGE,
          ],
          fixable: true,
        })),
  },
] as const satisfies readonly Check[];

function holderOf({ twilio }: DoctorContext, trunkSid: string): string {
  const holder = twilio.trunks.find(({ id }) => id === trunkSid);
  return holder?.props.friendlyName ? `${trunkSid} "${holder.props.friendlyName}"` : trunkSid;
}
