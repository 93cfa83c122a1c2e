import { accountOf, type Clouds, type Place } from "./clouds.js";
import type { AdoptedIds } from "./config.js";

/** An object that a stack can adopt by its id. */
export interface Adoptable {
  /** Its key in the config. */
  readonly key: keyof AdoptedIds;
  readonly shelf: string;
  readonly id: string;
}

/** Every object in a place that a config can name under `adopt`, of any owner. */
export function adoptables(clouds: Clouds, place: Place): Adoptable[] {
  const { store: livekit } = clouds.project(place);
  const { store: twilio } = clouds.twilio;
  const project = clouds.projects[place]?.name ?? "";
  const here = ({ accountSid }: { readonly accountSid: string }) => accountSid === accountOf(place);
  const of = (key: keyof AdoptedIds, shelf: string, ids: readonly string[]) => ids.map((id) => ({ key, shelf, id }));
  const trunkIds = (trunks: readonly { readonly sipTrunkId: string }[]) => trunks.map(({ sipTrunkId }) => sipTrunkId);
  const sids = (all: readonly { readonly sid: string }[]) => all.map(({ sid }) => sid);
  const rules = livekit.dispatchRules.all().map(({ sipDispatchRuleId }) => sipDispatchRuleId);
  return [
    ...of("inboundTrunk", `${project}.inboundTrunks`, trunkIds(livekit.inboundTrunks.all())),
    ...of("dispatchRule", `${project}.dispatchRules`, rules),
    ...of("outboundTrunk", `${project}.outboundTrunks`, trunkIds(livekit.outboundTrunks.all())),
    ...of("elasticTrunk", "twilio.trunks", sids(twilio.trunks.all(here))),
    ...of("originationUrl", "twilio.originationUrls", sids(twilio.originationUrls.all(here))),
    ...of("credentialList", "twilio.credentialLists", sids(twilio.credentialLists.all(here))),
  ];
}
