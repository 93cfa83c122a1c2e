import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/**
 * Hands the engine an import file, which may hold secrets: it exists for the engine alone, and no longer than it reads.
 *
 * @throws Error with what the engine says
 */
export async function importInto(
  { pulumi, folder, env, stack }: { pulumi: string; folder: string; env: NodeJS.ProcessEnv; stack: string },
  content: string,
): Promise<void> {
  // Its folder is nobody else's to enter, either.
  const temporary = await mkdtemp(join(tmpdir(), "arkenos-import-"));
  const file = join(temporary, "import.json");
  const flags = ["--yes", "--skip-preview", "--protect=false", "--generate-code=false", "--non-interactive"];
  try {
    await writeFile(file, content, { mode: 0o600, flag: "wx" });
    const args = ["import", "--file", file, "--stack", stack, ...flags];
    await promisify(execFile)(pulumi, args, { cwd: folder, env, maxBuffer: 2 ** 26 }).catch(refuse);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function refuse({ stdout = "", stderr = "" }: { stdout?: string; stderr?: string }): never {
  const said = `${stdout}\n${stderr}`.split("\n").filter((line) => /error:/.test(line));
  throw new Error(
    `The engine did not take the import file: ${said
      .join(" ")
      .replace(/\s*error:\s*/g, " ")
      .trim()}`,
  );
}
