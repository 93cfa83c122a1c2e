import type { ProblemDetail, Problem } from "../problem.js";
import { strayCharacters, missing, problemOf, mismatchedAccount, withoutStrayCharacters } from "../setting-problems.js";
import { ADDRESS_PROBLEMS, isInClear, parseAddress, reachOf } from "../server-address.js";
import { CREDENTIALS, type Setting, type Settings } from "../settings.js";

const { twilio: CREDENTIAL_NAMES } = CREDENTIALS;

/** What prevents these settings from reaching Twilio. */
export function settingProblems(settings: Settings): Problem[] {
  const sound = withoutStrayCharacters(settings);
  return [
    ...strayCharacters(settings, ["twilioAccountSid", ...CREDENTIAL_NAMES, "twilioApiUrl"]),
    ...accountProblems(sound),
    ...credentialProblems(sound),
    ...addressProblems(sound),
    ...mismatchedAccount(sound, { name: "twilioAccountSid", credentials: CREDENTIAL_NAMES, isSame: isSameSid }),
  ];
}

/** What to check when Twilio refuses the credentials. */
export function credentialRemedy(settings: Settings): string {
  const byToken = settings("twilioAuthToken") !== undefined;
  const proof = byToken ? (["twilioAuthToken"] as const) : (["twilioApiKey", "twilioApiSecret"] as const);
  return `Check ${settings.origin("twilioAccountSid")} with ${proof.map(settings.origin).join(" and ")}; test credentials do not work for trunking`;
}

function isSameSid(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function accountProblems(settings: Settings): Problem[] {
  const sid = settings("twilioAccountSid");
  if (sid === undefined) return [missing(settings, "twilioAccountSid", "AC…")];
  return /^AC[0-9a-f]{32}$/i.test(sid) ? [] : [notASid(settings, "twilioAccountSid", "an account's SID", "AC")];
}

function notASid(settings: Settings, name: Setting, what: string, prefix: string): Problem {
  const remedy = `write ${prefix} and 32 hexadecimal digits`;
  return problemOf(settings, name, { code: "not_a_sid", message: `is not ${what}`, remedy });
}

function credentialProblems(settings: Settings): Problem[] {
  if (settings("twilioAuthToken") !== undefined) return [];
  const [key, secret] = [settings("twilioApiKey"), settings("twilioApiSecret")];
  if (key === undefined && secret === undefined) {
    const remedy =
      settings.source("twilioAuthToken") === "answer"
        ? "set TWILIO_AUTH_TOKEN"
        : "run pulumi config set --secret arkenos:twilioAuthToken, or set TWILIO_AUTH_TOKEN";
    const message = "not set, and neither are twilioApiKey and twilioApiSecret";
    return [{ path: ["twilioAuthToken"], code: "missing_setting", message, remedy }];
  }
  if (key === undefined) return [missing(settings, "twilioApiKey", "SK…")];
  return [
    ...(/^SK[0-9a-f]{32}$/i.test(key) ? [] : [notASid(settings, "twilioApiKey", "an API key's SID", "SK")]),
    ...(secret === undefined ? [missing(settings, "twilioApiSecret", "--secret")] : []),
  ];
}

function addressProblems(settings: Settings): Problem[] {
  const base = settings("twilioApiUrl");
  if (base === undefined) return [];
  const url = parseAddress(base, ["https:", "http:"]);
  if (!(url instanceof URL)) return [problemOf(settings, "twilioApiUrl", URL_PROBLEMS[url])];
  if (!isInClear(url) || reachOf(url) === "machine") return [];
  const message = `plain http to ${url.hostname} would send the credentials unencrypted`;
  return [{ path: ["twilioApiUrl"], code: "unencrypted", message, remedy: "use https, or a loopback address" }];
}

const URL_PROBLEMS = {
  ...ADDRESS_PROBLEMS,
  "no address": {
    code: "not_an_address",
    message: "is not a URL",
    remedy: "write one such as http://127.0.0.1:4010, or leave it out",
  },
} as const satisfies Readonly<Record<string, ProblemDetail>>;
