/** The keys of a config with their values, as YAML parses them. */
export type Values = Readonly<Record<string, unknown>>;

/** The config below the stack's own file. */
export interface LowerLayers {
  /** The `config:` section of Pulumi.yaml. A key in the stack's file replaces the project's key entirely. */
  readonly project?: Values;
  /** The stack's decrypted config as the engine merges it, including its environments. */
  readonly decrypted?: Readonly<Record<string, string>>;
}

/**
 * What a stack's environments add to its file: members of the engine's merged config that are neither in the file nor
 * in the project.
 */
export function environmentOf(file: Values, { project = {}, decrypted = {} }: LowerLayers): Values {
  const keys = Object.entries(decrypted).map(([key, text]) => [key, extra(text, file[key] ?? project[key])] as const);
  return Object.fromEntries(keys.filter(([, value]) => value !== undefined));
}

/**
 * The config as the engine will merge it: the environments, then the file, and the project for keys that neither has.
 */
export function merged(file: Values, environment: Values, project: Values): Values {
  const own = Object.entries(file).map(([key, value]) => [key, patched(environment[key], value)] as const);
  return { ...project, ...environment, ...Object.fromEntries(own) };
}

/** The part of a value that another value does not contain: the value itself, or those members of a JSON object. */
function extra(text: string, known: unknown): unknown {
  if (known === undefined) return text;
  const value = parsed(text);
  return isObject(value) && isObject(known) ? lacking(value, known) : undefined;
}

function lacking(value: Values, known: Values): Values | undefined {
  const members = Object.entries(value).map(([key, member]): [string, unknown] => {
    if (!(key in known)) return [key, member];
    const inner = known[key];
    return [key, isObject(member) && isObject(inner) && !("secure" in inner) ? lacking(member, inner) : undefined];
  });
  const own = members.filter(([, member]) => member !== undefined);
  return own.length > 0 ? Object.fromEntries(own) : undefined;
}

/**
 * Applies a JSON merge patch (RFC 7386), which is how Pulumi merges a stack's objects into those of its environments.
 */
function patched(base: unknown, patch: unknown): unknown {
  if (!isObject(patch) || !isObject(base)) return patch;
  const members = Object.entries(patch).map(([key, value]): [string, unknown] => [key, patched(base[key], value)]);
  return Object.fromEntries(
    Object.entries({ ...base, ...Object.fromEntries(members) }).filter(([, value]) => value !== null),
  );
}

function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
