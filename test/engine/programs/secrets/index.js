import { Credential, CredentialList, InboundTrunk, OutboundTrunk } from "@arkenos/provider";

// Passwords as careless people write them: plain text, not marked as secrets.
const { INBOUND_PASSWORD, OUTBOUND_PASSWORD, CREDENTIAL_PASSWORD } = process.env;
new InboundTrunk("pbx", {
  name: "PBX",
  numbers: ["+15105550111"],
  authUsername: "pbx",
  authPassword: INBOUND_PASSWORD,
});
const { authPassword } = new OutboundTrunk("pbx", {
  name: "PBX",
  address: "sip.example.com",
  numbers: ["+15105550111"],
  authUsername: "pbx",
  authPassword: OUTBOUND_PASSWORD,
});
const { credentialListSid } = new CredentialList("pbx", { friendlyName: "PBX" });
const credential = new Credential("pbx", { credentialListSid, username: "pbx", password: CREDENTIAL_PASSWORD });

export const passwords = [authPassword, credential.authPassword];

// The stack's own topology, with a credential that the provider makes up.
export * from "@arkenos/stacks/main";
