import { UNKNOWN } from "./values/markers.js";

/** The provider's settings and the environment variable that stands in for each. */
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

/** A setting of the provider: credentials and addresses of both clouds. */
export type Setting = keyof typeof ENVIRONMENT;

/** What proves who calls. The settings of a set come from one source: half of a key is no key. */
export const CREDENTIALS = {
  livekit: ["livekitApiKey", "livekitApiSecret"],
  twilio: ["twilioAuthToken", "twilioApiKey", "twilioApiSecret"],
} as const satisfies Readonly<Record<string, readonly Setting[]>>;

/** Where a setting is read; an answer was given to a command, and is in no config yet. */
export type Source = "config" | "environment" | "answer";

/** Reads a setting; undefined when it is not set where it has to be. */
export interface Settings {
  (name: Setting): string | undefined;
  /** Where a setting is read: the config if it has any of the setting's set, else the environment. */
  source(name: Setting): Source;
  /** The environment's value of a setting that the config overrides. */
  overridden(name: Setting): string | undefined;
  /** A setting and where it comes from: `twilioApiKey from the stack's config`. */
  origin(name: Setting): string;
}

/**
 * Reads settings from the stack's config, or an explicit provider's arguments, else from the environment.
 * A set of credentials is taken from one of them as a whole, so that a key in the config never meets a
 * token or a secret that happens to be in the shell.
 *
 * @param instead what `env` holds: the environment's variables, or answers under their names
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

/** The set of credentials that a setting belongs to; an address or an account stands alone. */
export function setOf(name: Setting): readonly Setting[] {
  return Object.values<readonly Setting[]>(CREDENTIALS).find((set) => set.includes(name)) ?? [name];
}
