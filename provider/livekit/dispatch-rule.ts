import type { PartialMessage } from "@bufbuild/protobuf";
import type { SIPDispatchRuleInfo } from "@livekit/protocol";
import { z } from "zod";
import { adoptProp } from "../adopt.js";
import { sipNumber } from "../values/e164.js";
import { named } from "../label.js";
import { local } from "../local.js";
import { ownerProp } from "../owner.js";
import type { ProblemDetail } from "../problem.js";
import { type Args, defineResource } from "../resource.js";
import type { Sent } from "../spec.js";
import { stackNumbersProp } from "../stack-numbers.js";
import { fromRule, ruleProp, toRule } from "./call-rule.js";
import { type LiveKit, livekit } from "./client.js";
import { CONFLICT_KEYS } from "./conflict.js";
import { fromMedia, mediaProp, toMedia } from "./media.js";
import { fromRoomConfig, roomConfigProp, toRoomConfig } from "./room-config.js";
import { addedTrunks } from "./rule-callers.js";
import { requireMovable } from "./rule-move.js";
import { ruleOwnership } from "./rule-ownership.js";
import { empty, withDetail } from "../issues.js";

const props = {
  /** Name shown in the LiveKit dashboard, which `adopt: "by-name"` matches. */
  name: z.string({ error: "must be text" }).min(1, empty("write the rule's name")),
  /** The room that a call goes to: `direct`, `individual` or `callee`. */
  rule: ruleProp,
  /** The inbound trunks that the rule serves, `ST_…`. Empty means all trunks, and requires `anyTrunk`. @default [] */
  trunkIds: z
    .array(
      z.string({ error: "must be a trunk's id, ST_…" }).startsWith(
        "ST_",
        withDetail({
          code: "not_a_trunk_id",
          message: "is not a trunk's id",
          remedy: "write one that begins with ST_",
        }),
      ),
      { error: "must be a list of trunk ids" },
    )
    .default([]),
  /** Confirm that the rule applies to the calls of every trunk, including calls that match no trunk. @default false */
  anyTrunk: local(z.boolean({ error: "must be true or false" }).default(false)),
  /** Called numbers, exactly as dialed. Empty means any. @default [] */
  numbers: z.array(sipNumber(), { error: "must be a list of numbers" }).default([]),
  /** Callers' numbers, exactly as received. Empty means any. @default [] */
  inboundNumbers: z.array(sipNumber(), { error: "must be a list of numbers" }).default([]),
  /** Attributes of the caller's participant. @default {} */
  attributes: z
    .record(z.string(), z.string({ error: "must be text" }), { error: "must be an object of attributes" })
    .default({}),
  /** Metadata of the caller's participant. @default "" */
  metadata: z.string({ error: "must be text" }).default(""),
  /** A stored room preset. LiveKit Cloud only. @default "" */
  roomPreset: z.string({ error: "must be text" }).default(""),
  /** The configuration of the room: agents, egress, timeouts, tags. @default {} */
  roomConfig: roomConfigProp,
  /**
   * Hide the caller's number from the room. This removes both `sip.phoneNumber` and `sip.trunkPhoneNumber`. @default
   * false
   */
  hidePhoneNumber: z.boolean({ error: "must be true or false" }).default(false),
  /** Noise cancellation for the caller's audio. @default false */
  krispEnabled: z.boolean({ error: "must be true or false" }).default(false),
  /** Codecs, encryption and media timeout. @default {} */
  media: mediaProp,
  /**
   * The numbers that this stack has on the rule's trunks. `SipTopology` sets them. If they are set, a delete keeps the
   * rule while a trunk carries other numbers.
   */
  stackNumbers: stackNumbersProp,
  /**
   * What to do about an existing rule with this name: adopt it (`by-name`), `never` adopt it, or adopt the rule with
   * this id. @default "never"
   */
  adopt: adoptProp("SDR_"),
  /** The resource that owns the object. @default project/stack/resource */
  owner: local(ownerProp),
};

const attrs = {
  /** LiveKit's id, `SDR_…`. */
  ruleId: z.string().meta({ isId: true }),
};

/** The arguments of {@link DispatchRule}. */
export interface DispatchRuleArgs extends Args<typeof props> {}

/**
 * Decides which room and which agents a call reaches. A rule belongs to the owner of its trunk.
 *
 * @example A room and an agent for every caller
 * ```ts
 * new DispatchRule("support", {
 *   name: "Support", trunkIds: [trunk.trunkId], rule: { type: "individual", roomPrefix: "call" },
 *   roomConfig: { agents: [{ agentName: "arkenos-agent" }] },
 * });
 * ```
 *
 * @see https://docs.livekit.io/telephony/accepting-calls/dispatch-rule/
 */
export class DispatchRule extends defineResource({
  type: "livekit:DispatchRule",
  cloud: livekit,
  label: named("dispatch rule", "name"),
  why: "it has this name",
  links: { trunkIds: { noun: "InboundTrunk", isList: true } },
  props,
  attrs,
  rules: [
    {
      over: ["trunkIds", "anyTrunk"],
      problem: ({ trunkIds, anyTrunk }) => {
        if (anyTrunk === trunkIds.length > 0) return anyTrunk ? BOTH : NEITHER;
        return undefined;
      },
    },
  ],
  listing: (sip) => sip.dispatchRules,
  ...ruleOwnership,
  importFlag: "--dispatch-rule",
  adoptKey: CONFLICT_KEYS.DispatchRule,
  newerFields: (sip, rule) => sip.newer.pathsOn(rule),
  create: (sip, desired) =>
    sip.send(
      "CreateSIPDispatchRule",
      new sip.pb.CreateSIPDispatchRuleRequest({ dispatchRule: toWire(sip.pb, desired) }),
      sip.pb.SIPDispatchRuleInfo,
    ),
  update: async (sip, sipDispatchRuleId, desired, { trunkIds: known }, { local, run }) => {
    const current = await sip.dispatchRules.find(sipDispatchRuleId);
    // A rule that was only found has no state. Whose trunks it serves was checked when it was adopted.
    const ours = { known: known ?? current?.trunkIds ?? [], owner: local.owner };
    await requireMovable(sip, current, desired, { ...ours, run });
    const others = current === undefined ? [] : await addedTrunks(sip, current, ours);
    const trunkIds = [...new Set([...desired.trunkIds, ...others])];
    return sip.replace(
      "UpdateSIPDispatchRule",
      new sip.pb.UpdateSIPDispatchRuleRequest({
        sipDispatchRuleId,
        action: { case: "replace", value: toWire(sip.pb, { ...desired, trunkIds }) },
      }),
      sip.pb.SIPDispatchRuleInfo,
      current,
    );
  },
  delete: (sip, sipDispatchRuleId) =>
    sip.send(
      "DeleteSIPDispatchRule",
      new sip.pb.DeleteSIPDispatchRuleRequest({ sipDispatchRuleId }),
      sip.pb.SIPDispatchRuleInfo,
    ),
  fromWire: ({
    name,
    trunkIds,
    numbers,
    inboundNumbers,
    attributes,
    metadata,
    roomPreset,
    hidePhoneNumber,
    krispEnabled,
    ...rule
  }) => ({
    id: rule.sipDispatchRuleId,
    props: {
      ...{ name, trunkIds, numbers, inboundNumbers, attributes, metadata, roomPreset, hidePhoneNumber, krispEnabled },
      rule: fromRule(rule.rule),
      roomConfig: fromRoomConfig(rule.roomConfig),
      media: fromMedia(rule.media, rule.mediaEncryption),
    },
    attrs: { ruleId: rule.sipDispatchRuleId },
  }),
}) {}

const BOTH: ProblemDetail = {
  code: "contradicts_any_trunk",
  message: "names trunks, but anyTrunk means all of them",
  remedy: "keep one of the two",
};

const NEITHER: ProblemDetail = {
  code: "takes_every_call",
  message: "is empty: the rule would take the calls of every trunk, including those of others",
  remedy: "name its trunks, or set anyTrunk: true",
};

function toWire(
  pb: LiveKit["pb"],
  { rule, media, roomConfig, ...same }: Sent<typeof props>,
): PartialMessage<SIPDispatchRuleInfo> {
  return { ...same, rule: toRule(rule), media: toMedia(media), roomConfig: toRoomConfig(pb, roomConfig) };
}
