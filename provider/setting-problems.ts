import type { ProblemDetail, Problem } from "./problem.js";
import { ENVIRONMENT, setOf, type Setting, type Settings } from "./settings.js";

/** Detects characters around a pasted or piped value that do not belong to it. */
export function problemAround(value: string): string | undefined {
  if (/[\r\n]\s*$/.test(value)) return "ends with a line break";
  if (/^\s/.test(value)) return "begins with a space";
  if (/\s$/.test(value)) return "ends with a space";
  if (/^(["'`]).*\1$|^[“‘«„].*[”’»“]$/s.test(value)) return "is wrapped in quotes";
  return undefined;
}

/** Detects characters that no key, token or address contains. */
function problemIn(value: string): string | undefined {
  return /[\p{Cc}\p{Cf}]/u.test(value) ? "contains an invisible character" : undefined;
}

/** Settings that contain characters that do not belong there. The server would only answer 401. */
export function strayCharacters(settings: Settings, names: readonly Setting[]): Problem[] {
  return names.flatMap((name) => {
    const value = settings(name) ?? "";
    const detail = problemAround(value) ?? problemIn(value);
    if (detail === undefined) return [];
    const again = settings.source(name) === "environment" ? `set ${ENVIRONMENT[name]} again` : "set it again";
    return [
      problemOf(settings, name, {
        /** A setting has quotes, spaces or line breaks around it, or an invisible character in it. */
        code: "stray_characters",
        message: detail,
        remedy: `${again} without that`,
      }),
    ];
  });
}

/** The settings without those characters, so that each problem is reported once. */
export function withoutStrayCharacters(settings: Settings): Settings {
  const read = (name: Setting) =>
    settings(name)
      ?.replace(/[\p{Cc}\p{Cf}]/gu, "")
      .trim()
      .replace(/^["'`“‘«„](.*)["'`”’»“]$/s, "$1") || undefined;
  const { source, overridden, origin } = settings;
  return Object.assign(read, { source, overridden, origin });
}

/**
 * A problem with a setting. It names the environment variable if the value comes from there, because the config then
 * has no such line.
 */
export function problemOf(settings: Settings, name: Setting, { message, ...detail }: ProblemDetail): Problem {
  const isVariable = settings.source(name) === "environment";
  return {
    path: [name],
    ...detail,
    message: isVariable ? `${ENVIRONMENT[name]} from the environment ${message}` : message,
  };
}

/**
 * The problem of a setting that is missing.
 * @param example the end of the command that sets it
 */
export function missing(settings: Settings, name: Setting, example: string): Problem {
  const notSet = {
    path: [name],
    /** A setting of the LiveKit or Twilio account is not set. */
    code: "missing_setting",
    message: "not set",
  };
  if (settings.source(name) === "answer") return { ...notSet, remedy: `set ${ENVIRONMENT[name]}` };
  const isHalf = settings.source(name) === "config";
  const beside = isHalf ? setOf(name).filter((member) => settings(member) !== undefined) : [];
  const command = `run pulumi config set arkenos:${name} ${example}`;
  if (beside.length === 0) return { ...notSet, remedy: `${command}, or set ${ENVIRONMENT[name]}` };
  const message =
    `not set in the stack's config, which has ${beside.join(" and ")}, ` +
    `and ${ENVIRONMENT[name]} from the environment is never mixed with it`;
  return { ...notSet, message, remedy: command };
}

/** An account, and the settings that authenticate it. */
interface Account {
  readonly name: Extract<Setting, "livekitUrl" | "twilioAccountSid">;
  readonly credentials: readonly Setting[];
  /** Whether two spellings name the same account. */
  isSame(one: string, other: string): boolean;
}

/** Detects credentials from the environment that belong to a different account than the one in the config. */
export function mismatchedAccount(settings: Settings, { name, credentials, isSame }: Account): Problem[] {
  const proof = credentials.filter((credential) => settings(credential) !== undefined);
  const [own, other] = [settings(name), settings.overridden(name)];
  const [first] = proof;
  if (first === undefined || settings.source(first) === "config") return [];
  if (own === undefined || other === undefined || isSame(own, other)) return [];
  const variables = proof.map((credential) => ENVIRONMENT[credential]).join(" and ");
  return [
    {
      path: [name],
      code: "other_account",
      message:
        `the stack's config names another account than ${ENVIRONMENT[name]} from the environment, ` +
        `where ${variables} ${proof.length === 1 ? "comes" : "come"} from`,
      remedy: `set ${proof.join(" and ")} in the stack's config too, or unset ${ENVIRONMENT[name]}`,
    },
  ];
}
