import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { stringify } from "yaml";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";
import { projectFolder } from "../stack/stack.js";
import { npm, NpmError } from "./npm.js";
import { ownPackages } from "./own-packages.js";

type Manifest = Readonly<Record<string, unknown>> & { readonly dependencies?: Readonly<Record<string, string>> };

/** Files of a new project, beside its package.json; those that are there already stay unchanged. */
const FILES: Readonly<Record<string, (name: string) => string>> = {
  "Pulumi.yaml": (name) =>
    stringify({
      name,
      description: "Phone numbers for voice agents",
      runtime: { name: "nodejs", options: { typescript: false } },
      main: "index.js",
    }),
  "index.js": () => 'export * from "@arkenos/stacks/main";\n',
  // Editors check the program with it; Pulumi runs the program uncompiled.
  "tsconfig.json": () =>
    json({
      compilerOptions: {
        ...{ target: "es2022", module: "nodenext", strict: true, skipLibCheck: true },
        ...{ allowJs: true, checkJs: true, noEmit: true },
      },
      files: ["index.js"],
    }),
  ".gitignore": () => "node_modules/\n# What agent env writes.\n*.env\n",
};

/** What a new project was given. */
export interface WrittenProject {
  /** The files, folders with a slash at the end. */
  readonly files: readonly string[];
  /** Why there is no lock file, if npm could not make one. */
  readonly unlocked?: string;
}

/** The project's folder: the nearest with a Pulumi.yaml, else this one. */
export function projectFolderOr(cwd: string): string {
  try {
    return projectFolder(cwd);
  } catch {
    return cwd;
  }
}

/** @throws CommandError if the folder's package.json would run the program as something that it is not */
export async function requireModules(folder: string): Promise<void> {
  if (isProject(folder) || (await manifestIn(folder)).type !== "commonjs") return;
  throw new CommandError("package.json says that this folder's programs are CommonJS; the stack's is an ES module", {
    exitCode: ExitCode.usage,
    next: "Run npm pkg set type=module, or use an empty folder",
  });
}

/** Writes what a project lacks, if it is a new one. @throws CommandError if npm cannot pack the packages */
export async function writeProject(folder: string, env: NodeJS.ProcessEnv): Promise<WrittenProject> {
  if (isProject(folder)) return { files: [] };
  await mkdir(folder, { recursive: true });
  const name = basename(folder).replace(/[^\w.-]+/g, "-") || "telephony";
  const own = await ownPackages(folder, env);
  const files: string[] = [];
  for (const [file, text] of Object.entries(FILES)) {
    if (existsSync(join(folder, file))) continue;
    await writeFile(join(folder, file), text(name));
    files.push(file);
  }
  const { dependencies, ...there } = await manifestIn(folder);
  const manifest = { name, private: true, type: "module", main: "index.js", ...there };
  const wanted = { "@pulumi/pulumi": "^3.248.0", ...dependencies, ...own.dependencies };
  await writeFile(join(folder, "package.json"), json({ ...manifest, dependencies: wanted }));
  files.push("package.json", ...own.files);
  try {
    const quick = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=0"];
    await npm(folder, env, ["install", "--package-lock-only", ...quick]);
    return { files: [...files, "package-lock.json"] };
  } catch (error) {
    if (!(error instanceof NpmError)) throw error;
    return { files, unlocked: error.message };
  }
}

function isProject(folder: string): boolean {
  return existsSync(join(folder, "Pulumi.yaml"));
}

async function manifestIn(folder: string): Promise<Manifest> {
  const file = join(folder, "package.json");
  return existsSync(file) ? (JSON.parse(await readFile(file, "utf8")) as Manifest) : {};
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
