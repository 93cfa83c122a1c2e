import type { Flaw, Problem } from "./problem.js";
import { ENVIRONMENT, setOf, type Setting, type Settings } from "./settings.js";

/** What is around a value that was pasted or piped, and does not belong to it. */
export function flawAround(value: string): string | undefined {
  if (/[\r\n]\s*$/.test(value)) return "ends with a line break";
  if (/^\s/.test(value)) return "begins with a space";
  if (/\s$/.test(value)) return "ends with a space";
  if (/^(["'`]).*\1$|^[“‘«„].*[”’»“]$/s.test(value)) return "is wrapped in quotes";
  return undefined;
}

/** What no key, token or address has in it. */
function flawIn(value: string): string | undefined {
  return /[\p{Cc}\p{Cf}]/u.test(value) ? "contains an invisible character" : undefined;
}

/** Settings with something around or in them that does not belong there; a server would only say 401. */
export function flaws(settings: Settings, names: readonly Setting[]): Problem[] {
  return names.flatMap((name) => {
    const value = settings(name) ?? "";
    const flaw = flawAround(value) ?? flawIn(value);
    if (flaw === undefined) return [];
    const again = settings.source(name) === "environment" ? `set ${ENVIRONMENT[name]} again` : "set it again";
    return [problemOf(settings, name, { code: "stray_characters", message: flaw, remedy: `${again} without that` })];
  });
}

/** The settings as they would be without their flaws, so that each is reported once. */
export function unflawed(settings: Settings): Settings {
  const read = (name: Setting) =>
    settings(name)
      ?.replace(/[\p{Cc}\p{Cf}]/gu, "")
      .trim()
      .replace(/^["'`“‘«„](.*)["'`”’»“]$/s, "$1") || undefined;
  const { source, overridden, origin } = settings;
  return Object.assign(read, { source, overridden, origin });
}

/** A setting's problem. It names the variable where the value is the environment's: the config has no such line to look at. */
export function problemOf(settings: Settings, name: Setting, { message, ...flaw }: Flaw): Problem {
  const isVariable = settings.source(name) === "environment";
  return {
    path: [name],
    ...flaw,
    message: isVariable ? `${ENVIRONMENT[name]} from the environment ${message}` : message,
  };
}

/** A setting that is set nowhere. `example` ends the command that sets it. */
export function missing(settings: Settings, name: Setting, example: string): Problem {
  const notSet = { path: [name], code: "missing_setting", message: "not set" };
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

/** How an account is named, and by which settings it is proved. */
interface Account {
  readonly name: Extract<Setting, "livekitUrl" | "twilioAccountSid">;
  readonly credentials: readonly Setting[];
  /** Whether two spellings name one account. */
  isSame(one: string, other: string): boolean;
}

/** Credentials of the environment that go with another account of the environment than the config's. */
export function strangers(settings: Settings, { name, credentials, isSame }: Account): Problem[] {
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
