import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";

const ROOT = join(import.meta.dirname, "..");
const NOT_SOURCE = new Set(["node_modules", "dist", "go"]);

/** A TypeScript file of this repository, with its imports. */
export interface SourceFile {
  /** The path from the repository's root: `provider/check.ts`. */
  readonly path: string;
  readonly text: string;
  /** Packages and relative files as written, types included. */
  readonly imports: readonly string[];
  /** The relative ones as paths from the root. */
  readonly files: readonly string[];
}

/** All TypeScript files below some folders of the repository. */
export function sourceFiles(...folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) => pathsBelow(join(ROOT, folder))).map(read);
}

function pathsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_SOURCE.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pathsBelow(path);
    return entry.name.endsWith(".ts") ? [path] : [];
  });
}

function read(path: string): SourceFile {
  const text = readFileSync(path, "utf8");
  const imports = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const files = imports
    .filter((name) => name.startsWith("."))
    .map((name) => join(dirname(path), name).replace(/\.js$/, ".ts"))
    .filter((file) => existsSync(file));
  return { path: relative(ROOT, path), text, imports, files: files.map((file) => relative(ROOT, file)) };
}
