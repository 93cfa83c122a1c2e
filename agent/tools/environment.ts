import type { Problem } from "../contract/problem.js";
import { isHeaderValue } from "./headers.js";
import { type Templates, variablesIn } from "./template.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** What to do about a variable that a stack's config does not set. */
export const IN_CONFIG = "put it into agentEnv";
/** What to do about a variable that a worker does not have. */
export const ON_WORKER = "set it where the worker runs";

/** The unset environment variables that each part of a tool or service refers to, by the part. */
export function missingVariables(
  templates: Templates,
  isSet: (variable: string) => boolean,
  remedy: string,
): Problem[] {
  return Object.entries(templates).flatMap(([part, template]) => {
    const missing = variablesIn(template).filter((name) => !isSet(name));
    const message = `needs the environment variable ${missing.join(", ")}`;
    return missing.length === 0 ? [] : [{ path: [part], code: "missing_variable", message, remedy }];
  });
}

/** Problems with the environment variables of a tool: they are not set, or have characters that no request can send. */
export function environmentProblems(templates: Templates, env: Environment): Problem[] {
  const broken = Object.entries(templates).flatMap(([part, template]) => {
    const names = variablesIn(template).filter((name) => !isSendable(env[name] ?? "", part));
    const message = `cannot send the environment variable ${names.join(", ")}: it contains a line break or another invalid character`;
    return names.length === 0 ? [] : [{ path: [part], code: "unsendable_variable", message }];
  });
  return [...missingVariables(templates, (name) => !!env[name], ON_WORKER), ...broken];
}

/** The values of the environment variables that a tool uses; they are secrets. */
export function secretsOf(templates: Templates, env: Environment): string[] {
  return variablesIn(Object.values(templates)).map((name) => env[name] ?? "");
}

function isSendable(value: string, part: string): boolean {
  return part === "headers" ? isHeaderValue(value) : !/[\0\r\n]/.test(value);
}
