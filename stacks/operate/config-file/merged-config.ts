/** A config's keys with their values, as a file of YAML has them. */
export type Values = Readonly<Record<string, unknown>>;

/** What the stack's own file is laid over. */
export interface LowerLayers {
  /** Pulumi.yaml's `config:`. A key of the file takes the place of its key as a whole. */
  readonly project?: Values;
  /** The stack's config in clear as the engine merges it, its environments included. */
  readonly decrypted?: Readonly<Record<string, string>>;
}

/**
 * What a stack's environments add to its file: the members of the engine's merged config that neither the
 * file nor the project has.
 */
export function environmentOf(file: Values, { project = {}, decrypted = {} }: LowerLayers): Values {
  const keys = Object.entries(decrypted).map(([key, text]) => [key, extra(text, file[key] ?? project[key])] as const);
  return Object.fromEntries(keys.filter(([, value]) => value !== undefined));
}

/** The config as the engine will merge it: the file over the environments, and the project where neither has a key. */
export function merged(file: Values, environment: Values, project: Values): Values {
  const own = Object.entries(file).map(([key, value]) => [key, patched(environment[key], value)] as const);
  return { ...project, ...environment, ...Object.fromEntries(own) };
}

/** A value unchanged, or the members of an object in JSON that another object does not have. */
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

/** A JSON merge patch (RFC 7386), by which Pulumi lays a stack's objects over those of its environments. */
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
