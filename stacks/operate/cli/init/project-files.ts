import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { stringify } from "yaml";
import { editText } from "../../config-file/edit-text.js";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";
import { projectFolder } from "../stack/stack.js";
import { npm, NpmError } from "./npm.js";
import { ownPackages, VENDOR } from "./own-packages.js";

type Manifest = Readonly<Record<string, unknown>> & { readonly dependencies?: Readonly<Record<string, string>> };

/** Files of a new project besides package.json; existing files stay unchanged. */
const FILES: Readonly<Record<string, (name: string, backend: string | undefined) => string>> = {
  "Pulumi.yaml": (name, backend) =>
    stringify({
      name,
      description: "Phone numbers for voice agents",
      runtime: { name: "nodejs", options: { typescript: false } },
      main: "index.js",
      ...(backend !== undefined && { backend: { url: backend } }),
    }),
  "index.js": () => 'export * from "@arkenos/stacks/main";\n',
  // For editors only; Pulumi runs the program without compiling it.
  "tsconfig.json": () =>
    json({
      compilerOptions: {
        ...{ target: "es2022", module: "nodenext", strict: true, skipLibCheck: true },
        ...{ allowJs: true, checkJs: true, noEmit: true },
      },
      files: ["index.js"],
    }),
  ".gitignore": () => "node_modules/\n# Written by agent env.\n*.env\n",
};

/** The files of a new project. */
export interface WrittenProject {
  /** Paths; folders end with a slash. */
  readonly files: readonly string[];
  /** Why there is no lock file, if npm could not write one. */
  readonly unlocked?: string;
}

/** The nearest folder with a Pulumi.yaml, or this folder. */
export function projectFolderOr(cwd: string): string {
  try {
    return projectFolder(cwd);
  } catch {
    return cwd;
  }
}

/** The paths that a project is written to. */
export function projectPaths(folder: string): string[] {
  return [...Object.keys(FILES), "package.json", "package-lock.json", VENDOR].map((name) => join(folder, name));
}

/** @throws CommandError if the folder's package.json would run the program as CommonJS */
export async function requireModules(folder: string): Promise<void> {
  if (isProject(folder) || (await manifestIn(folder)).type !== "commonjs") return;
  throw new CommandError({
    /** The project's packages are CommonJS, but the stack's program is an ES module. */ code: "commonjs_project",
    message: "package.json sets type to commonjs, but the stack's program is an ES module",
    exitCode: ExitCode.usage,
    next: "Run npm pkg set type=module, or use an empty folder",
  });
}

/**
 * Writes the files of a new project; an existing one only gets the URL of the backend, if one was chosen.
 *
 * @throws CommandError if npm cannot pack the packages
 */
export async function writeProject(
  folder: string,
  env: NodeJS.ProcessEnv,
  backend: string | undefined,
): Promise<WrittenProject> {
  if (isProject(folder)) {
    if (backend === undefined) return { files: [] };
    const end = `backend:\n  url: ${JSON.stringify(backend)}\n`;
    await editText(join(folder, "Pulumi.yaml"), (text = "") => `${text.replace(/\n?$/, "\n")}${end}`);
    return { files: ["Pulumi.yaml"] };
  }
  await mkdir(folder, { recursive: true });
  const name = basename(folder).replace(/[^\w.-]+/g, "-") || "telephony";
  const own = await ownPackages(folder, env);
  const files: string[] = [];
  for (const [file, text] of Object.entries(FILES)) {
    if (existsSync(join(folder, file))) continue;
    await writeFile(join(folder, file), text(name, backend));
    files.push(file);
  }
  const { dependencies, ...there } = await manifestIn(folder);
  const manifest = { name, private: true, type: "module", main: "index.js", ...there };
  const wanted = { "@pulumi/pulumi": "~3.248.0", ...dependencies, ...own.dependencies };
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
