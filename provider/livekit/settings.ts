import type { ProblemDetail, Problem } from "../problem.js";
import { strayCharacters, missing, problemOf, mismatchedAccount, withoutStrayCharacters } from "../setting-problems.js";
import { ADDRESS_PROBLEMS, isInClear, parseAddress, reachOf } from "../server-address.js";
import { cloudHostOf } from "../values/regions.js";
import { CREDENTIALS, type Setting, type Settings } from "../settings.js";

const { livekit: CREDENTIAL_NAMES } = CREDENTIALS;

/** What prevents these settings from reaching LiveKit. */
export function settingProblems(settings: Settings): Problem[] {
  const sound = withoutStrayCharacters(settings);
  return [
    ...strayCharacters(settings, ["livekitUrl", "livekitApiUrl", ...CREDENTIAL_NAMES]),
    ...addressProblems(sound),
    ...credentialProblems(sound),
    ...mismatchedAccount(sound, { name: "livekitUrl", credentials: CREDENTIAL_NAMES, isSame: isSameHost }),
  ];
}

/** What others on the network could read. */
export function settingWarnings(settings: Settings): Problem[] {
  const open = addressesIn(settings).flatMap(([name, url]) =>
    url instanceof URL && isInClear(url) && reachOf(url) === "network" ? [{ name, host: url.host }] : [],
  );
  return open.map(({ name, host }) => ({
    path: [name],
    code: "not_encrypted",
    message: `calls to ${host} are not encrypted, so others on the network can read tokens and passwords`,
    remedy: "use wss",
  }));
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

function addressProblems(settings: Settings): Problem[] {
  const unset = settings("livekitUrl") === undefined;
  return [
    ...(unset ? [missing(settings, "livekitUrl", "wss://<project>.livekit.cloud")] : []),
    ...addressesIn(settings).flatMap(([name, url]) => {
      const detail = url instanceof URL ? (wrongHost(url) ?? inClear(url)) : URL_PROBLEMS[url];
      return detail === undefined ? [] : [problemOf(settings, name, detail)];
    }),
  ];
}

const URL_PROBLEMS = {
  ...ADDRESS_PROBLEMS,
  "no address": {
    code: "not_an_address",
    message: "is not a LiveKit address",
    remedy: "write one such as wss://<project>.livekit.cloud",
  },
} as const satisfies Readonly<Record<string, ProblemDetail>>;

function inClear(url: URL): ProblemDetail | undefined {
  if (!isInClear(url) || reachOf(url) !== "world") return undefined;
  return {
    /** Credentials would be sent unencrypted. */
    code: "unencrypted",
    message: `${url.protocol}// to ${url.host} would send tokens and passwords unencrypted`,
    remedy: "use wss, or a loopback or private address",
  };
}

function addressesIn(settings: Settings): (readonly [name: Setting, url: ReturnType<typeof parseAddress>])[] {
  return (["livekitUrl", "livekitApiUrl"] as const).flatMap((name) => {
    const url = settings(name);
    return url === undefined ? [] : [[name, parseAddress(url, ["wss:", "ws:", "https:", "http:"])] as const];
  });
}

/** Detects a host that is known not to be a LiveKit server, and suggests the right one. */
function wrongHost({ hostname, port }: URL): ProblemDetail | undefined {
  const wrong = (message: string, remedy: string) => ({
    /** The address of another service, not of a LiveKit server. */
    code: "wrong_host",
    message,
    remedy,
  });
  if (hostname === "cloud.livekit.io" || hostname === "livekit.io" || hostname === "livekit.cloud")
    return wrong("is LiveKit's own site", "write the project's URL from its settings, wss://<project>.livekit.cloud");
  const cloud = cloudHostOf(hostname);
  if (cloud?.isSip)
    return wrong("is the SIP host of a project", `write its URL, such as wss://${cloud.project}.livekit.cloud`);
  if (hostname === "twilio.com" || hostname.endsWith(".twilio.com"))
    return wrong("is an address of Twilio", "write LiveKit's, wss://<project>.livekit.cloud");
  if (!["5060", "5061"].includes(port)) return undefined;
  return {
    code: "wrong_port",
    message: `has port ${port}, which is a SIP port`,
    remedy: "write the port of the web service, such as 7880, or leave it out",
  };
}

function credentialProblems(settings: Settings): Problem[] {
  return [
    ...(settings("livekitApiKey") ? [] : [missing(settings, "livekitApiKey", "<key>")]),
    ...(settings("livekitApiSecret") ? [] : [missing(settings, "livekitApiSecret", "--secret")]),
  ];
}
