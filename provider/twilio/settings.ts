import { flaws, fromEnvironment, missing, strangers, unflawed } from "../setting-problems.js";
import { ADDRESS_PROBLEMS, isInClear, parseAddress, reachOf } from "../server-address.js";
import { CREDENTIALS, type Settings } from "../settings.js";

const { twilio: CREDENTIAL_NAMES } = CREDENTIALS;

/** What keeps Twilio from being reached with these settings, one sentence each. */
export function settingProblems(settings: Settings): string[] {
  const sound = unflawed(settings);
  return [
    ...flaws(settings, ["twilioAccountSid", ...CREDENTIAL_NAMES, "twilioApiUrl"]),
    ...accountProblems(sound),
    ...credentialProblems(sound),
    ...addressProblems(sound),
    ...strangers(sound, { name: "twilioAccountSid", credentials: CREDENTIAL_NAMES, isSame: isSameSid }),
  ];
}

/** What to check when Twilio refuses the credentials. */
export function credentialRemedy(settings: Settings): string {
  const byToken = settings("twilioAuthToken") !== undefined;
  const proof = byToken ? (["twilioAuthToken"] as const) : (["twilioApiKey", "twilioApiSecret"] as const);
  return `Check ${settings.origin("twilioAccountSid")} with ${proof.map(settings.origin).join(" and ")}; test credentials have no trunking`;
}

function isSameSid(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function accountProblems(settings: Settings): string[] {
  const sid = settings("twilioAccountSid");
  if (sid === undefined) return [missing(settings, "twilioAccountSid", "AC…")];
  if (/^AC[0-9a-f]{32}$/i.test(sid)) return [];
  const subject = fromEnvironment(settings, "twilioAccountSid");
  return [`twilioAccountSid: ${subject}is not an account's SID; write AC and 32 hexadecimal digits`];
}

function credentialProblems(settings: Settings): string[] {
  if (settings("twilioAuthToken") !== undefined) return [];
  const [key, secret] = [settings("twilioApiKey"), settings("twilioApiSecret")];
  if (key === undefined && secret === undefined) {
    const command =
      settings.source("twilioAuthToken") === "answer"
        ? "set TWILIO_AUTH_TOKEN"
        : "run pulumi config set --secret arkenos:twilioAuthToken, or set TWILIO_AUTH_TOKEN";
    return [`twilioAuthToken: not set, nor twilioApiKey with twilioApiSecret; ${command}`];
  }
  if (key === undefined) return [missing(settings, "twilioApiKey", "SK…")];
  const subject = fromEnvironment(settings, "twilioApiKey");
  const isKey = /^SK[0-9a-f]{32}$/i.test(key);
  return [
    ...(isKey ? [] : [`twilioApiKey: ${subject}is not an API key's SID; write SK and 32 hexadecimal digits`]),
    ...(secret === undefined ? [missing(settings, "twilioApiSecret", "--secret")] : []),
  ];
}

function addressProblems(settings: Settings): string[] {
  const base = settings("twilioApiUrl");
  if (base === undefined) return [];
  const subject = fromEnvironment(settings, "twilioApiUrl");
  const url = parseAddress(base, ["https:", "http:"]);
  if (url === "no address")
    return [`twilioApiUrl: ${subject}is not a URL; write one such as http://127.0.0.1:4010, or leave it out`];
  if (!(url instanceof URL)) return [`twilioApiUrl: ${subject}${ADDRESS_PROBLEMS[url]}`];
  if (!isInClear(url) || reachOf(url) === "machine") return [];
  return [
    `twilioApiUrl: plain http to ${url.hostname} would send the credentials in clear; use https, or a loopback address`,
  ];
}
