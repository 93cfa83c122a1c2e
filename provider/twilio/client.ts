import type { Cloud, Settings } from "../session.js";
import { TwilioAccount } from "./account.js";

/** Twilio as the lifecycle sees it. The account is `twilioAccountSid`. */
export const twilio: Cloud<TwilioAccount> = {
  name: "Twilio",
  account: (settings) => settings("twilioAccountSid"),
  problems: (settings) => [...accountProblems(settings), ...credentialProblems(settings), ...addressProblems(settings)],
  async open(settings, send) {
    const { connect } = await import("./transport.js");
    const [user, password] = credentials(settings);
    const [accountSid, base] = [settings("twilioAccountSid") ?? "", settings("twilioApiUrl")];
    return new TwilioAccount(connect({ user, password, accountSid, base, send }));
  },
};

function credentials(settings: Settings): [user: string, password: string] {
  const token = settings("twilioAuthToken");
  if (token !== undefined) return [settings("twilioAccountSid") ?? "", token];
  return [settings("twilioApiKey") ?? "", settings("twilioApiSecret") ?? ""];
}

function accountProblems(settings: Settings): string[] {
  const sid = settings("twilioAccountSid");
  if (sid === undefined)
    return ["twilioAccountSid: not set; run pulumi config set arkenos:twilioAccountSid AC…, or set TWILIO_ACCOUNT_SID"];
  return /^AC[0-9a-f]{32}$/i.test(sid)
    ? []
    : ["twilioAccountSid: is not an account's SID; write AC and 32 hexadecimal digits"];
}

function credentialProblems(settings: Settings): string[] {
  if (settings("twilioAuthToken") !== undefined) return [];
  const key = settings("twilioApiKey");
  if (key === undefined || settings("twilioApiSecret") === undefined) {
    return [
      "twilioAuthToken: not set, nor twilioApiKey with twilioApiSecret; run pulumi config set --secret arkenos:twilioAuthToken, or set TWILIO_AUTH_TOKEN",
    ];
  }
  return /^SK[0-9a-f]{32}$/i.test(key)
    ? []
    : ["twilioApiKey: is not an API key's SID; write SK and 32 hexadecimal digits"];
}

function addressProblems(settings: Settings): string[] {
  const base = settings("twilioApiUrl");
  if (base === undefined) return [];
  if (!URL.canParse(base))
    return ["twilioApiUrl: is not a URL; write one such as http://127.0.0.1:4010, or leave it out"];
  const { protocol, hostname } = new URL(base);
  const isLoopback = hostname === "localhost" || hostname === "[::1]" || /^127\./.test(hostname);
  if (protocol === "https:" || (protocol === "http:" && isLoopback)) return [];
  return [
    `twilioApiUrl: plain http to ${hostname} would send the credentials in clear; use https, or a loopback address`,
  ];
}
