import { UNKNOWN } from "./values/markers.js";

/** The provider's settings and the environment variable for each. */
export const ENVIRONMENT = {
  livekitUrl: "LIVEKIT_URL",
  livekitApiUrl: "LIVEKIT_API_URL",
  livekitApiKey: "LIVEKIT_API_KEY",
  livekitApiSecret: "LIVEKIT_API_SECRET",
  twilioAccountSid: "TWILIO_ACCOUNT_SID",
  twilioAuthToken: "TWILIO_AUTH_TOKEN",
  twilioApiKey: "TWILIO_API_KEY",
  twilioApiSecret: "TWILIO_API_SECRET",
  twilioApiUrl: "TWILIO_API_URL",
} as const;

/** The secret settings. */
export const SECRETS = ["livekitApiSecret", "twilioAuthToken", "twilioApiSecret"] as const satisfies readonly Setting[];

/** A setting of the provider: a credential or an address of one of the clouds. */
export type Setting = keyof typeof ENVIRONMENT;

/** The credentials of each cloud. All settings of a set come from one source, because half a key is useless. */
export const CREDENTIALS = {
  livekit: ["livekitApiKey", "livekitApiSecret"],
  twilio: ["twilioAuthToken", "twilioApiKey", "twilioApiSecret"],
} as const satisfies Readonly<Record<string, readonly Setting[]>>;

/** Where a setting is read. An "answer" was given to a command and is not in any config yet. */
export type Source = "config" | "environment" | "answer";

/** Reads a setting; undefined if its source does not set it. */
export interface Settings {
  (name: Setting): string | undefined;
  /**
   * Where a setting is read: in the config if it contains any setting of the same set, otherwise in the environment.
   */
  source(name: Setting): Source;
  /** The value in the environment of a setting that the config overrides. */
  overridden(name: Setting): string | undefined;
  /** A setting and where it comes from: `twilioApiKey from the stack's config`. */
  origin(name: Setting): string;
}

/**
 * Reads settings from the stack's config, or an explicit provider's arguments, or else from the environment. A set of
 * credentials comes entirely from one of them, so that a key in the config is never combined with a token or a secret
 * that happens to be in the shell.
 *
 * @param instead what `env` contains: the environment's variables, or answers under the same names
 */
export function settingsFrom(
  config: (name: Setting) => string | undefined,
  env: NodeJS.ProcessEnv = process.env,
  instead: Source = "environment",
): Settings {
  const source = (name: Setting): Source => (setOf(name).some((member) => config(member)) ? "config" : instead);
  const read = (name: Setting) => {
    const value = source(name) === "config" ? config(name) : env[ENVIRONMENT[name]];
    return value === UNKNOWN ? undefined : value || undefined;
  };
  const overridden = (name: Setting) => (source(name) === "config" && env[ENVIRONMENT[name]]) || undefined;
  return Object.assign(read, { source, overridden, origin: (name: Setting) => originOf(name, source(name)) });
}

function originOf(name: Setting, source: Source): string {
  if (source === "answer") return name;
  return source === "config"
    ? `${name} from the stack's config`
    : `${name} (${ENVIRONMENT[name]} from the environment)`;
}

/** The set of credentials that a setting belongs to. Addresses and accounts are not part of a set. */
export function setOf(name: Setting): readonly Setting[] {
  return Object.values<readonly Setting[]>(CREDENTIALS).find((set) => set.includes(name)) ?? [name];
}
