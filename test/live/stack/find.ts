import type { Part, Program, Say, Way } from "./way.js";

interface Failure {
  readonly way: Way;
  readonly reason: string;
}

/** Names every missing part, with each source that was tried, why it failed, and the remedy. */
export class MissingPartsError extends Error {
  override name = "MissingPartsError";

  constructor(missing: ReadonlyMap<string, readonly Failure[]>) {
    const parts = [...missing].map(([name, failures]) => {
      const lines = failures.map(({ way, reason }) => `  ${way.name}: ${reason}.\n    ${way.remedy}`);
      return `${name} was not found, and could not be made. One of these is enough:\n${lines.join("\n")}`;
    });
    super(parts.join("\n"));
  }
}

/**
 * Finds or builds the parts, one at a time, because a build uses the whole machine. @throws MissingPartsError that
 * names all missing parts
 */
export async function findParts<Name extends string>(
  parts: Readonly<Record<Name, Part>>,
  say: Say,
): Promise<Record<Name, Program>> {
  const found: Partial<Record<Name, Program>> = {};
  const missing = new Map<string, Failure[]>();
  for (const [key, part] of Object.entries<Part>(parts)) {
    const failures: Failure[] = [];
    const program = await follow(part, failures, say);
    if (program) found[key as Name] = program;
    else
      missing.set(
        part.name,
        failures.filter(({ way }) => way.remedy),
      );
  }
  if (missing.size > 0) throw new MissingPartsError(missing);
  return found as Record<Name, Program>;
}

async function follow({ name, ways }: Part, failures: Failure[], say: Say): Promise<Program | undefined> {
  for (const way of ways) {
    say(way.does());
    try {
      const program = await way.find(say);
      say(`Found ${name}: ${program.path}`);
      return program;
    } catch (error) {
      const reason = (error as Error).message;
      say(`  ${reason}`);
      failures.push({ way, reason });
    }
  }
  return undefined;
}
