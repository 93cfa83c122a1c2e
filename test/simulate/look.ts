import { Session } from "@arkenos/provider/clouds";
import { observe } from "../../stacks/operate/observe/observe.js";
import type { Observed, ObservedLiveKit, ObservedTwilio } from "../../stacks/operate/observe/observed.js";
import type { Emulator } from "../emulator/index.js";
import { NUMBERS } from "./topologies.js";

/** The objects of both clouds, read over HTTP as the command reads them. */
export async function look(
  emulator: Emulator,
): Promise<Observed & { livekit: ObservedLiveKit; twilio: ObservedTwilio }> {
  const session = new Session();
  const { LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = emulator.env;
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_API_URL } = emulator.env;
  const settings: Readonly<Record<string, string | undefined>> = {
    ...{ livekitUrl: LIVEKIT_URL, livekitApiKey: LIVEKIT_API_KEY, livekitApiSecret: LIVEKIT_API_SECRET },
    ...{ twilioAccountSid: TWILIO_ACCOUNT_SID, twilioAuthToken: TWILIO_AUTH_TOKEN, twilioApiUrl: TWILIO_API_URL },
  };
  session.configure((name) => settings[name]);
  const observed = await observe(session, { trunkSids: [], trunkName: "Arkenos Inbound", numbers: NUMBERS });
  const { livekit, twilio } = observed;
  if (!livekit.readable || !twilio.readable) throw new Error("the sandbox could not be read");
  return { ...observed, livekit, twilio };
}
