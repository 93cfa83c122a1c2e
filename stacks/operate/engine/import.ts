import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EngineError, pulumi } from "./pulumi.js";
import type { StackOptions } from "./stack-options.js";

/**
 * Passes an import file to the engine. The file may contain secrets, so only the engine can read it, and it is deleted
 * afterwards.
 *
 * @throws EngineError with the engine's message
 */
export async function importInto(on: StackOptions, content: string): Promise<void> {
  // Other users cannot read the folder either.
  const temporary = await mkdtemp(join(tmpdir(), "arkenos-import-"));
  const file = join(temporary, "import.json");
  try {
    await writeFile(file, content, { mode: 0o600, flag: "wx" });
    const flags = ["--yes", "--skip-preview", "--protect=false", "--generate-code=false"];
    await pulumi(on, ["import", "--file", file, ...flags, "--stack", on.name]);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new EngineError(`The engine did not accept the import file: ${error.message}`, error.refusal);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
