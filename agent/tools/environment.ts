import { isHeaderValue } from "./headers.js";
import { type Templates, variablesIn } from "./template.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** What keeps a worker from filling a part of a tool: `headers`, and the sentence. */
export type EnvironmentProblem = readonly [part: string, problem: string];

/** The variables that each part of a tool refers to and that are not set. */
export function missingVariables(
  templates: Templates,
  isSet: (variable: string) => boolean,
): (readonly [part: string, names: string])[] {
  return Object.entries(templates).flatMap(([part, template]) => {
    const missing = variablesIn(template).filter((name) => !isSet(name));
    return missing.length === 0 ? [] : [[part, missing.join(", ")] as const];
  });
}

/** The variables of this environment that are missing from it, or hold what no request can send. */
export function environmentProblems(templates: Templates, env: Environment): EnvironmentProblem[] {
  const missing = missingVariables(templates, (name) => !!env[name]).map(
    ([part, names]) => [part, `needs the environment variable ${names}; set it where the worker runs`] as const,
  );
  const broken = Object.entries(templates).flatMap(([part, template]) => {
    const names = variablesIn(template).filter((name) => !isSendable(env[name] ?? "", part));
    const says = `cannot send the environment variable ${names.join(", ")}: it holds a line break or the like`;
    return names.length === 0 ? [] : [[part, says] as const];
  });
  return [...missing, ...broken];
}

/** The values that the parts of a tool take from the environment: they are secrets. */
export function secretsOf(templates: Templates, env: Environment): string[] {
  return variablesIn(Object.values(templates)).map((name) => env[name] ?? "");
}

function isSendable(value: string, part: string): boolean {
  return part === "headers" ? isHeaderValue(value) : !/[\0\r\n]/.test(value);
}
