import { TelephonyProvider } from "@arkenos/provider";
import { SipTopology } from "@arkenos/stacks";
import * as pulumi from "@pulumi/pulumi";

new SipTopology("america", {
  ...{ sipDomain: "acme.sip.livekit.cloud", namePrefix: "America" },
  numbers: { "+15105550100": {} },
});

/** A variable of the European project. A setting that is left out would be the American project's. */
function european(/** @type {string} */ variable) {
  const value = process.env[`EU_${variable}`];
  if (!value) throw new pulumi.RunError(`EU_${variable} is not set`);
  return value;
}

// This provider does not read the stack's config, so it receives the Twilio account from here. What the config does not
// contain comes from the environment.
const config = new pulumi.Config("arkenos");
const provider = new TelephonyProvider("europe", {
  livekitUrl: european("LIVEKIT_URL"),
  livekitApiKey: european("LIVEKIT_API_KEY"),
  livekitApiSecret: european("LIVEKIT_API_SECRET"),
  twilioAccountSid: config.get("twilioAccountSid"),
  twilioAuthToken: config.getSecret("twilioAuthToken"),
  twilioApiKey: config.get("twilioApiKey"),
  twilioApiSecret: config.getSecret("twilioApiSecret"),
});
new SipTopology(
  "europe",
  {
    ...{ sipDomain: "acme-eu.sip.livekit.cloud", namePrefix: "Europe" },
    numbers: { "+442079460100": {} },
  },
  { provider },
);
