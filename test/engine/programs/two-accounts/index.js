import { InboundTrunk, TelephonyProvider } from "@arkenos/provider";

const {
  EU_LIVEKIT_URL: livekitUrl,
  EU_LIVEKIT_API_KEY: livekitApiKey,
  EU_LIVEKIT_API_SECRET: livekitApiSecret,
} = process.env;
const provider = new TelephonyProvider("eu", { livekitUrl, livekitApiKey, livekitApiSecret });

new InboundTrunk("here", { name: "Here", numbers: ["+15105550100"] });
new InboundTrunk("there", { name: "There", numbers: ["+442079460100"] }, { provider });
