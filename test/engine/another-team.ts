import type { Emulator } from "@arkenos/emulator";
import { RoomAgentDispatch, RoomConfiguration } from "@livekit/protocol";
import { SipClient } from "livekit-server-sdk";

/** Another team's number, which is on no Twilio trunk. */
const NUMBER = "+13035550199";

/** Creates another team's objects in both accounts, as if by hand: one of every kind, and numbers on its trunk. */
export async function makeSwitchboard(emulator: Emulator, numbers: readonly string[]): Promise<void> {
  await makeInTwilio(emulator, numbers);
  await makeInLiveKit(emulator);
}

async function makeInTwilio({ env, twilio }: Emulator, numbers: readonly string[]): Promise<void> {
  const { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: token } = env;
  const headers = { Authorization: `Basic ${btoa(`${account}:${token}`)}` };
  const post = async (path: string, fields: Record<string, string>): Promise<string> => {
    const response = await fetch(twilio.url + path, { method: "POST", headers, body: new URLSearchParams(fields) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return ((await response.json()) as { sid: string }).sid;
  };
  const sip = `/2010-04-01/Accounts/${account}/SIP`;
  const trunk = `/v1/Trunks/${await post("/v1/Trunks", { FriendlyName: "Switchboard" })}`;
  await post(`${trunk}/OriginationUrls`, {
    ...{ FriendlyName: "PBX", SipUrl: "sip:pbx.example.com", Weight: "1", Priority: "1", Enabled: "true" },
  });
  const list = await post(`${sip}/CredentialLists.json`, { FriendlyName: "Switchboard" });
  await post(`${sip}/CredentialLists/${list}/Credentials.json`, {
    ...{ Username: "switchboard", Password: "Correct horse 42" },
  });
  await post(`${trunk}/CredentialLists`, { CredentialListSid: list });
  const addresses = await post(`${sip}/IpAccessControlLists.json`, { FriendlyName: "Switchboard" });
  await post(`${sip}/IpAccessControlLists/${addresses}/IpAddresses.json`, {
    ...{ FriendlyName: "PBX", IpAddress: "198.51.100.7" },
  });
  await post(`${trunk}/IpAccessControlLists`, { IpAccessControlListSid: addresses });
  for (const { sid } of twilio.store.numbers.all(({ phoneNumber }) => numbers.includes(phoneNumber)))
    await post(`${trunk}/PhoneNumbers`, { PhoneNumberSid: sid });
}

async function makeInLiveKit({ env, livekit }: Emulator): Promise<void> {
  const sip = new SipClient(livekit.url, env.LIVEKIT_API_KEY, env.LIVEKIT_API_SECRET);
  const { sipTrunkId } = await sip.createSipInboundTrunk("Switchboard", [NUMBER]);
  const roomConfig = new RoomConfiguration({ agents: [new RoomAgentDispatch({ agentName: "switchboard" })] });
  await sip.createSipDispatchRule(
    { type: "individual", roomPrefix: "switchboard" },
    { name: "Switchboard", trunkIds: [sipTrunkId], roomConfig },
  );
  await sip.createSipOutboundTrunk("Switchboard", "pbx.example.com", [NUMBER], { transport: 0 });
}
