import type { Part, Program, Say, Source } from "./source.js";

interface Failure {
  readonly source: Source;
  readonly reason: string;
}

/** Names every missing part, with each source that was tried, why it failed, and the remedy. */
export class MissingPartsError extends Error {
  override name = "MissingPartsError";

  constructor(missing: ReadonlyMap<string, readonly Failure[]>) {
    const parts = [...missing].map(([name, failures]) => {
      const lines = failures.map(({ source, reason }) => `  ${source.name}: ${reason}.\n    ${source.remedy}`);
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
        failures.filter(({ source }) => source.remedy),
      );
  }
  if (missing.size > 0) throw new MissingPartsError(missing);
  return found as Record<Name, Program>;
}

async function follow({ name, sources }: Part, failures: Failure[], say: Say): Promise<Program | undefined> {
  for (const source of sources) {
    say(source.does());
    try {
      const program = await source.find(say);
      say(`Found ${name}: ${program.path}`);
      return program;
    } catch (error) {
      const reason = (error as Error).message;
      say(`  ${reason}`);
      failures.push({ source, reason });
    }
  }
  return undefined;
}
