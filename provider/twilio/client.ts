import type { Cloud } from "../session.js";
import type { Settings } from "../settings.js";
import { TwilioAccount } from "./account.js";
import { credentialRemedy, settingProblems } from "./settings.js";

/** Twilio as the lifecycle uses it. The account is `twilioAccountSid`. */
export const twilio: Cloud<TwilioAccount> = {
  name: "Twilio",
  listsLag: true,
  account: (settings) => settings("twilioAccountSid"),
  problems: settingProblems,
  async open(settings, send, journal) {
    const { connect } = await import("./transport.js");
    const [user, password] = credentials(settings);
    const [accountSid, base] = [settings("twilioAccountSid") ?? "", settings("twilioApiUrl")];
    const api = connect({ user, password, accountSid, base, refused: credentialRemedy(settings), send });
    return new TwilioAccount(api, journal);
  },
};

function credentials(settings: Settings): [user: string, password: string] {
  const token = settings("twilioAuthToken");
  if (token !== undefined) return [settings("twilioAccountSid") ?? "", token];
  return [settings("twilioApiKey") ?? "", settings("twilioApiSecret") ?? ""];
}
