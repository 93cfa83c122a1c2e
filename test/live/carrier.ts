import type { Emulator } from "../emulator/emulator.js";
import type { SipAddress } from "./caller/line.js";

/** Where the sandbox's Twilio sends a call to a number: number → trunk → first origination URL. */
export function deliveryOf({ twilio: { store } }: Emulator, number: string): SipAddress {
  const owned = store.numbers.all().find(({ phoneNumber }) => phoneNumber === number);
  if (!owned?.trunkSid) throw new Error(`${number} is on no trunk of Twilio's`);
  const [url] = store.originationUrls
    .all(({ trunkSid, enabled }) => trunkSid === owned.trunkSid && enabled)
    .sort((one, other) => one.priority - other.priority);
  const [, host, port, transport] = /^sip:([^:;]+)(?::(\d+))?;transport=(tcp|udp)$/.exec(url?.sipUrl ?? "") ?? [];
  if (!host) throw new Error(`Twilio has no way to deliver a call to ${number}: ${url?.sipUrl}`);
  return { host, port: Number(port ?? 5060), transport: transport === "tcp" ? "tcp" : "udp" };
}

/** The password hash that the sandbox's Twilio stores, if a stack's trunk accepts the user. */
export function digestOf({ twilio: { store } }: Emulator, username: string): string | undefined {
  const accepting = new Set(store.trunkCredentialLists.all().map(({ sid }) => sid));
  const accepted = store.credentials.all().filter(({ credentialListSid }) => accepting.has(credentialListSid));
  return accepted.find((credential) => credential.username === username)?.passwordDigest;
}
