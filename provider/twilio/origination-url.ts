import { z } from "zod";
import { adoptProp } from "../adopt.js";
import { ownerProp } from "../owner.js";
import { defineResource } from "../resource.js";
import { ownId, parentId } from "../spec.js";
import { childId } from "./account.js";
import { twilio } from "./client.js";
import { friendlyName, sid, yesNo } from "./fields.js";
import { sameSipUri, sipUri } from "./sip-uri.js";

const whole = (min: number) =>
  z
    .int({ error: "must be a whole number" })
    .min(min, `must be ${min} to 65535`)
    .max(65_535, `must be ${min} to 65535`)
    .default(10);

const props = z.object({
  /** The trunk, `TK…`. Another one makes a new URL. */
  trunkSid: sid("TK", "a trunk").meta({ immutable: true }),
  /** Name shown in the console, at most 64 characters, and what `adopt: "by-name"` looks for on the trunk. */
  friendlyName: friendlyName(64),
  /** Where calls go: `sip:host[:port]`, with `;transport=udp|tcp|tls` and `;edge=<edge>`. */
  sipUrl: sipUri,
  /** Which URL is tried first, 0 to 65535; the lowest. @default 10 */
  priority: whole(0),
  /** Share of the calls among URLs of one priority, 1 to 65535. @default 10 */
  weight: whole(1),
  /** Whether it is used. @default true */
  enabled: yesNo().default(true),
  /** What to do about a URL of this name that exists already: `by-name`, `never`, or an id. @default "never" */
  adopt: adoptProp("OU", "TK"),
  /** Which resource this is. @default project/stack/resource */
  owner: ownerProp.meta({ local: true }),
});

const attrs = z.object({
  /** Twilio's id, `OU…`. */
  originationUrlSid: z.string().meta({ isId: true }),
});

/**
 * Where a trunk sends the calls of its numbers; at most 10 per trunk.
 *
 * @example
 * new OriginationUrl("livekit", { trunkSid: trunk.trunkSid, friendlyName: "LiveKit", sipUrl: "sip:acme.sip.livekit.cloud;transport=tcp" });
 *
 * @see https://www.twilio.com/docs/sip-trunking/api/originationurl-resource
 */
export class OriginationUrl extends defineResource({
  type: "twilio:OriginationUrl",
  cloud: twilio,
  props,
  attrs,
  listing: (account, trunkSid) => account.originationUrls.of(trunkSid),
  parentOf: ({ trunkSid }) => trunkSid,
  isOurs: (found, wanted, { holds }) => holds(`twilio:ElasticTrunk ${wanted.trunkSid}`) && isSame(found, wanted),
  isNamed: (url, { friendlyName }) => url.friendlyName === friendlyName,
  uniqueBy: "sipUrl",
  isTwin: isSame,
  create: (account, { trunkSid, adopt: _, owner: __, ...fields }) =>
    account.trunking.trunks(trunkSid).originationUrls.create(fields),
  update: (account, id, { trunkSid: _, adopt: __, owner: ___, ...fields }) =>
    account.trunking.trunks(parentId(id)).originationUrls(ownId(id)).update(fields),
  delete: (account, id) => account.trunking.trunks(parentId(id)).originationUrls(ownId(id)).remove(),
  fromWire: ({ sid, trunkSid, friendlyName, sipUrl, priority, weight, enabled }) => ({
    id: childId(trunkSid, sid),
    props: { trunkSid, friendlyName, sipUrl, priority, weight, enabled },
    attrs: { originationUrlSid: sid },
  }),
}) {}

function isSame({ sipUrl }: { sipUrl: string }, wanted: { sipUrl: string }): boolean {
  return sameSipUri(sipUrl, wanted.sipUrl);
}
