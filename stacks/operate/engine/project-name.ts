import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";

/** The name of the project in a folder. */
export async function projectName(folder: string): Promise<string> {
  const { name } = parse(await readFile(join(folder, "Pulumi.yaml"), "utf8")) as { name: string };
  return name;
}
