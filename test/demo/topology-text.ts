import type { Emulator } from "@arkenos/emulator";

/** The topology in the clouds, one line per number. */
export function topologyText({ twilio, livekit }: Emulator): string[] {
  const lines = twilio.store.numbers.all().map((number) => {
    const trunk = number.trunkSid && twilio.store.trunks.get(number.trunkSid);
    if (!trunk) return `${number.phoneNumber}  on no trunk`;
    const urls = twilio.store.originationUrls.all(({ trunkSid }) => trunkSid === trunk.sid);
    const inbound = livekit.store.inboundTrunks.all(({ numbers }) => numbers.includes(number.phoneNumber));
    const rules = livekit.store.dispatchRules.all(({ trunkIds }) =>
      trunkIds.some((id) => inbound.some(({ sipTrunkId }) => sipTrunkId === id)),
    );
    const agents = rules.flatMap(({ roomConfig }) => roomConfig?.agents.map(({ agentName }) => agentName) ?? []);
    return [
      number.phoneNumber,
      `trunk "${trunk.friendlyName}"`,
      urls.map(({ sipUrl }) => sipUrl).join(", ") || "nowhere",
      inbound.map(({ name }) => `LiveKit "${name}"`).join(", ") || "no inbound trunk",
      rules.map(({ name }) => `rule "${name}"`).join(", ") || "no rule",
      agents.join(", ") || "no agent",
    ].join(" → ");
  });
  const outbound = livekit.store.outboundTrunks
    .all()
    .map(({ name, address, numbers }) => `LiveKit "${name}" (from ${numbers.join(", ")}) → ${address} → telephone`);
  return [...lines, ...outbound];
}
