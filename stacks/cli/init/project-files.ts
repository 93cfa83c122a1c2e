import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { stringify } from "yaml";
import { projectFolder } from "../stack.js";

/** Files of a project that a new one needs; those that are there stay as they are. */
const FILES: Readonly<Record<string, (name: string) => string>> = {
  "Pulumi.yaml": (name) =>
    stringify({
      name,
      description: "Phone numbers for voice agents",
      runtime: { name: "nodejs", options: { typescript: false } },
      main: "index.js",
    }),
  "index.js": () => 'export * from "@arkenos/stacks/main";\n',
  "package.json": (name) =>
    `${JSON.stringify(
      {
        name,
        private: true,
        type: "module",
        main: "index.js",
        dependencies: { "@arkenos/stacks": "^0.1.0", "@pulumi/pulumi": "^3.248.0" },
      },
      undefined,
      2,
    )}\n`,
};

/** The project's folder: the nearest with a Pulumi.yaml, else this one. */
export function projectFolderOr(cwd: string): string {
  try {
    return projectFolder(cwd);
  } catch {
    return cwd;
  }
}

/** Writes what a project lacks, if it is a new one. @returns the names of the files */
export async function writeProject(folder: string): Promise<string[]> {
  if (existsSync(join(folder, "Pulumi.yaml"))) return [];
  await mkdir(folder, { recursive: true });
  const written: string[] = [];
  for (const [file, text] of Object.entries(FILES)) {
    if (existsSync(join(folder, file))) continue;
    await writeFile(join(folder, file), text(nameFor(folder)));
    written.push(file);
  }
  return written;
}

function nameFor(folder: string): string {
  return basename(folder).replace(/[^\w.-]+/g, "-") || "telephony";
}
