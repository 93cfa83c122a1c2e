import type { Emulator } from "@arkenos/emulator";

/** The objects of both clouds. */
export interface Clouds {
  readonly livekit: Pick<Emulator["livekit"], "store">;
  readonly twilio: Pick<Emulator["twilio"], "store">;
}

/** Every object in both clouds that a stack can create, except numbers. */
export function objectsIn({ livekit, twilio }: Clouds): object[] {
  const { inboundTrunks, outboundTrunks, dispatchRules } = livekit.store;
  const { trunks, originationUrls, credentialLists, credentials, ipAccessControlLists, ipAddresses } = twilio.store;
  const { trunkCredentialLists, trunkIpAccessControlLists } = twilio.store;
  return [
    ...[inboundTrunks.all(), outboundTrunks.all(), dispatchRules.all(), trunks.all(), originationUrls.all()],
    ...[credentialLists.all(), credentials.all(), trunkCredentialLists.all()],
    ...[ipAccessControlLists.all(), ipAddresses.all(), trunkIpAccessControlLists.all()],
  ].flat();
}

/** An object's id in its cloud. An attachment has the list's `sid`, and an `id` that includes the trunk. */
export function idOf(item: object): string {
  const { id, sid, sipTrunkId, sipDispatchRuleId } = item as Record<string, unknown>;
  return String(id ?? sid ?? sipTrunkId ?? sipDispatchRuleId);
}
