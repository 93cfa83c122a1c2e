import { attachedLists } from "./attached-lists.js";
import type { DoctorContext } from "./doctor-context.js";

/** What checks look at, and whether it exists. A check without a subject is skipped, not passed. */
export const SUBJECTS = {
  // On this machine, in the config and in the accounts.
  machine: () => true,
  config: () => true,
  account: () => true,
  "account whose status is known": ({ observed: { account, twilio } }) =>
    account?.readable === true || !twilio.readable,
  "number in the config": ({ config }) => Object.keys(config.numbers).length > 0,
  "agent in the config": ({ config }) => Object.keys(config.agents).length > 0,
  "transfer target in the config": ({ config }) =>
    Object.values(config.agents).some(({ tools }) => tools.some(({ type }) => type === "transfer_call")),
  "termination domain still to be made": (context) =>
    context.config.trunk.domainName !== undefined && !context.held("ElasticTrunk"),
  "outbound calls in the config": ({ config }) => config.outbound.enabled,
  "country to call": ({ twilio: { geo } }) => geo?.readable === true && Object.keys(geo.countries).length > 0,

  // Of the stack's numbers.
  number: ({ numbers }) => numbers.length > 0,
  "number in the account": (context) => context.numbers.some((number) => context.owned(number)),
  "number to buy": ({ twilio: { forSale } }) => forSale?.readable === true && forSale.numbers.length > 0,

  // Objects that the stack created, whether or not they still exist.
  "Twilio trunk in the state": (context) => context.held("ElasticTrunk") !== undefined,
  "inbound trunk in the state": (context) => context.held("InboundTrunk") !== undefined,
  "outbound trunk in the state": (context) => context.held("OutboundTrunk") !== undefined,

  // The stack's objects that exist.
  "Twilio trunk of this stack": ({ trunk }) => trunk?.children !== undefined,
  "secure trunk of this stack": ({ trunk }) => trunk?.props.secure === true,
  "enabled origination URL": ({ urls }) => urls.some(({ props }) => props.enabled),
  "credential list on the trunk": (context) => attachedLists(context).length > 0,
  "inbound trunk of this stack": ({ inbound }) => inbound !== undefined,
  "allowed address": ({ inbound }) => (inbound?.props.allowedAddresses ?? []).length > 0,
  "dispatch rule of this stack": ({ rules }) => rules.length > 0,
  "outbound trunk of this stack": ({ outbound }) => outbound !== undefined,
  "outbound trunk to Twilio": ({ outbound, config }) => outbound !== undefined && config.outbound.address === undefined,
  "password that LiveKit shows": ({ outbound }) => !!outbound?.props.authPassword,
  "LiveKit object of this stack": ({ inbound, outbound, rules }) => [inbound, outbound, ...rules].some(Boolean),

  // Objects in the whole account or project.
  "Twilio trunk": ({ twilio }) => twilio.trunks.length > 0,
  "inbound trunk": ({ livekit }) => livekit.inboundTrunks.length > 0,
  "dispatch rule": ({ livekit }) => livekit.dispatchRules.length > 0,
  "object in either account": ({ livekit, twilio }) =>
    [twilio.trunks, livekit.inboundTrunks, livekit.outboundTrunks, livekit.dispatchRules].some((all) => all.length > 0),
} satisfies Readonly<Record<string, (context: DoctorContext) => boolean>>;

/** The name of a subject, as it follows the word "no". */
export type SubjectName = keyof typeof SUBJECTS;
