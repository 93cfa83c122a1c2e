import { flaws, fromEnvironment, missing, strangers, unflawed } from "../setting-problems.js";
import { ADDRESS_PROBLEMS, isInClear, parseAddress, reachOf } from "../server-address.js";
import { CREDENTIALS, type Setting, type Settings } from "../settings.js";

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

/** What others in a network could read. */
export function settingWarnings(settings: Settings): string[] {
  const open = addressesIn(settings).flatMap(([name, url]) =>
    url instanceof URL && isInClear(url) && reachOf(url) === "network" ? [{ name, host: url.host }] : [],
  );
  return open.map(
    ({ name, host }) =>
      `${name}: calls to ${host} are not encrypted, so that others in its network can read tokens and passwords; use wss`,
  );
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
  const unset = settings("livekitUrl") === undefined;
  return [
    ...(unset ? [missing(settings, "livekitUrl", "wss://<project>.livekit.cloud")] : []),
    ...addressesIn(settings).flatMap(([name, url]) => {
      const problem = url instanceof URL ? (wrongHost(url) ?? clearProblem(url)) : PROBLEMS[url];
      return problem === undefined ? [] : [`${name}: ${fromEnvironment(settings, name)}${problem}`];
    }),
  ];
}

const PROBLEMS = {
  ...ADDRESS_PROBLEMS,
  "no address": "is not an address of LiveKit; write one such as wss://<project>.livekit.cloud",
} as const;

function clearProblem(url: URL): string | undefined {
  if (!isInClear(url) || reachOf(url) !== "world") return undefined;
  return `${url.protocol}// to ${url.host} would send tokens and passwords in clear; use wss, or a loopback or private address`;
}

function addressesIn(settings: Settings): (readonly [name: Setting, url: ReturnType<typeof parseAddress>])[] {
  return (["livekitUrl", "livekitApiUrl"] as const).flatMap((name) => {
    const url = settings(name);
    return url === undefined ? [] : [[name, parseAddress(url, ["wss:", "ws:", "https:", "http:"])] as const];
  });
}

/** Hosts that are known to be no LiveKit server, and what to write instead. */
function wrongHost({ hostname, port }: URL): string | undefined {
  if (hostname === "cloud.livekit.io" || hostname === "livekit.io" || hostname === "livekit.cloud")
    return "is LiveKit's own site; write the project's URL from its settings, wss://<project>.livekit.cloud";
  const [, project] = /^([a-z0-9-]+)(?:\.[a-z0-9-]+)?\.sip\.livekit\.cloud$/.exec(hostname) ?? [];
  if (project) return `is the SIP host of a project; write its URL, such as wss://${project}.livekit.cloud`;
  if (hostname === "twilio.com" || hostname.endsWith(".twilio.com"))
    return "is an address of Twilio; write LiveKit's, wss://<project>.livekit.cloud";
  return ["5060", "5061"].includes(port)
    ? `has port ${port}, which is that of SIP; write the port of the web service, such as 7880, or leave it out`
    : undefined;
}

function credentialProblems(settings: Settings): string[] {
  return [
    ...(settings("livekitApiKey") ? [] : [missing(settings, "livekitApiKey", "<key>")]),
    ...(settings("livekitApiSecret") ? [] : [missing(settings, "livekitApiSecret", "--secret")]),
  ];
}
