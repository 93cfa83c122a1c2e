import { flaws, fromEnvironment, missing, strangers, unflawed } from "../setting-problems.js";
import { CREDENTIALS, type Settings } from "../settings.js";

const { livekit: CREDENTIAL_NAMES } = CREDENTIALS;

/** What keeps LiveKit from being reached with these settings, one sentence each. */
export function settingProblems(settings: Settings): string[] {
  const sound = unflawed(settings);
  return [
    ...flaws(settings, ["livekitUrl", "livekitApiUrl", ...CREDENTIAL_NAMES]),
    ...addressProblems(sound),
    ...credentialProblems(sound),
    ...strangers(sound, { name: "livekitUrl", credentials: CREDENTIAL_NAMES, isSame: isSameHost }),
  ];
}

/** What to check when LiveKit refuses the credentials. */
export function credentialRemedy(settings: Settings): string {
  const [url, key, secret] = (["livekitUrl", "livekitApiKey", "livekitApiSecret"] as const).map(settings.origin);
  return `Check ${key} and ${secret}, and that they belong to ${url}`;
}

/** The host of an address, without a default port. */
export function hostOf(url: string | undefined): string | undefined {
  return url && URL.canParse(url) ? new URL(url).host : undefined;
}

function isSameHost(one: string, other: string): boolean {
  return hostOf(one) === hostOf(other);
}

function addressProblems(settings: Settings): string[] {
  return (["livekitUrl", "livekitApiUrl"] as const).flatMap((name) => {
    const url = settings(name);
    if (url === undefined)
      return name === "livekitUrl" ? [missing(settings, name, "wss://<project>.livekit.cloud")] : [];
    const scheme = URL.canParse(url) ? new URL(url).protocol : "";
    if (/^(wss?|https?):$/.test(scheme)) return [];
    const subject = fromEnvironment(settings, name);
    return [`${name}: ${subject}is not an address of LiveKit; write one such as wss://<project>.livekit.cloud`];
  });
}

function credentialProblems(settings: Settings): string[] {
  return [
    ...(settings("livekitApiKey") ? [] : [missing(settings, "livekitApiKey", "<key>")]),
    ...(settings("livekitApiSecret") ? [] : [missing(settings, "livekitApiSecret", "--secret")]),
  ];
}
