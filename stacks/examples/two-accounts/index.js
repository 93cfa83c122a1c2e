import { TelephonyProvider } from "@arkenos/provider";
import { SipTopology } from "@arkenos/stacks";

new SipTopology("america", {
  ...{ sipDomain: "acme.sip.livekit.cloud", namePrefix: "America" },
  numbers: { "+15105550100": {} },
});

const { EU_LIVEKIT_URL, EU_LIVEKIT_API_KEY, EU_LIVEKIT_API_SECRET } = process.env;
const provider = new TelephonyProvider("europe", {
  livekitUrl: EU_LIVEKIT_URL,
  livekitApiKey: EU_LIVEKIT_API_KEY,
  livekitApiSecret: EU_LIVEKIT_API_SECRET,
});
new SipTopology(
  "europe",
  {
    ...{ sipDomain: "acme-eu.sip.livekit.cloud", namePrefix: "Europe" },
    numbers: { "+442079460100": {} },
  },
  { provider },
);
