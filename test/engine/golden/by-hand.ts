import type { Emulator } from "@arkenos/emulator";
import { NUMBERS } from "./world.js";

const { withApplication, moved, bought } = NUMBERS;

/** Changes an object of each kind in the recorded stack, as people do in the two consoles. */
export function changeByHand({ livekit, twilio }: Emulator): void {
  const isOurs = ({ metadata }: { metadata: string }) => metadata.includes("golden/dev");
  const { inboundTrunks, outboundTrunks, dispatchRules } = livekit.store;
  for (const { sipTrunkId } of inboundTrunks.all(isOurs))
    inboundTrunks.patch(sipTrunkId, { name: "By hand", numbers: [moved], krispEnabled: false, metadata: "" });
  for (const { sipTrunkId } of outboundTrunks.all(isOurs))
    outboundTrunks.patch(sipTrunkId, { name: "By hand", numbers: [], destinationCountry: "" });
  for (const { sipDispatchRuleId } of dispatchRules.all(({ name }) => name === "Arkenos Dispatch"))
    dispatchRules.patch(sipDispatchRuleId, { name: "By hand", attributes: {}, roomConfig: undefined });

  const { trunks, originationUrls, credentialLists, ipAccessControlLists, ipAddresses, numbers } = twilio.store;
  const { trunkCredentialLists, trunkIpAccessControlLists } = twilio.store;
  for (const { sid } of trunks.all(({ friendlyName }) => friendlyName === "Arkenos Inbound")) {
    trunks.patch(sid, { friendlyName: "By hand", transferMode: "disable-all" });
    for (const { id } of trunkIpAccessControlLists.all(({ trunkSid }) => trunkSid === sid))
      trunkIpAccessControlLists.delete(id);
    for (const { id } of trunkCredentialLists.all(({ trunkSid }) => trunkSid === sid)) trunkCredentialLists.delete(id);
  }
  for (const { sid } of originationUrls.all(({ sipUrl }) => sipUrl.includes("livekit")))
    originationUrls.patch(sid, { friendlyName: "By hand", weight: 7, enabled: false });
  for (const { sid, friendlyName } of credentialLists.all())
    if (friendlyName !== "Switchboard") credentialLists.patch(sid, { friendlyName: "By hand" });
  for (const { sid } of ipAccessControlLists.all(({ friendlyName }) => friendlyName === "Office 1"))
    ipAccessControlLists.patch(sid, { friendlyName: "By hand" });
  for (const { sid } of ipAddresses.all(({ friendlyName }) => friendlyName === "Front desk 1"))
    ipAddresses.patch(sid, { friendlyName: "By hand", ipAddress: "203.0.113.9" });

  const number = (wanted: string) => numbers.all(({ phoneNumber }) => phoneNumber === wanted).map(({ sid }) => sid);
  for (const sid of number(withApplication)) numbers.patch(sid, { trunkSid: null });
  for (const sid of number(bought)) numbers.patch(sid, { trunkSid: null, voiceUrl: "https://example.com/by-hand" });
  for (const sid of number("+15105550200")) numbers.patch(sid, { friendlyName: "By hand" });
}
