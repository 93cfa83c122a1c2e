import { isHeaderValue } from "./headers.js";
import { type Templates, variablesIn } from "./template.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** Why a worker cannot fill in a part of a tool, such as `headers`. */
export type EnvironmentProblem = readonly [part: string, problem: string];

/** The unset environment variables that each part of a tool refers to. */
export function missingVariables(
  templates: Templates,
  isSet: (variable: string) => boolean,
): (readonly [part: string, names: string])[] {
  return Object.entries(templates).flatMap(([part, template]) => {
    const missing = variablesIn(template).filter((name) => !isSet(name));
    return missing.length === 0 ? [] : [[part, missing.join(", ")] as const];
  });
}

/** Problems with the environment variables of a tool: they are not set, or have characters that no request can send. */
export function environmentProblems(templates: Templates, env: Environment): EnvironmentProblem[] {
  const missing = missingVariables(templates, (name) => !!env[name]).map(
    ([part, names]) => [part, `needs the environment variable ${names}; set it where the worker runs`] as const,
  );
  const broken = Object.entries(templates).flatMap(([part, template]) => {
    const names = variablesIn(template).filter((name) => !isSendable(env[name] ?? "", part));
    const problem = `cannot send the environment variable ${names.join(", ")}: it contains a line break or another invalid character`;
    return names.length === 0 ? [] : [[part, problem] as const];
  });
  return [...missing, ...broken];
}

/** The values of the environment variables that a tool uses; they are secrets. */
export function secretsOf(templates: Templates, env: Environment): string[] {
  return variablesIn(Object.values(templates)).map((name) => env[name] ?? "");
}

function isSendable(value: string, part: string): boolean {
  return part === "headers" ? isHeaderValue(value) : !/[\0\r\n]/.test(value);
}
