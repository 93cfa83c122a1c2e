import { join } from "node:path";
import ts from "typescript";
import { REPOSITORY } from "../repository.js";
import { PACKAGES, packedFiles } from "./packed-files.js";

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: ["node"],
};

/** A program sees no file of a package that npm would not put into it. */
const packed = packedFiles();
const isPacked = (file: string) => packed.has(file) || !PACKAGES.some((folder) => isIn(join(REPOSITORY, folder), file));
const isIn = (folder: string, file: string) => file.startsWith(`${folder}/`) && !file.includes("/node_modules/");

const { directoryExists, getDirectories, realpath, useCaseSensitiveFileNames } = ts.sys;
const files = {
  readFile: (name: string) => (isPacked(ts.sys.realpath?.(name) ?? name) ? ts.sys.readFile(name) : undefined),
  ...{ directoryExists, getDirectories, realpath },
  useCaseSensitiveFileNames: () => useCaseSensitiveFileNames,
  getCurrentDirectory: () => REPOSITORY,
};

/** An editor with a program that imports the packed packages: TypeScript's language service, and the program's file. */
export interface Consumer {
  readonly service: ts.LanguageService;
  readonly file: string;
}

/** Shared by the programs of one process: the packages' types are parsed once. */
const registry = ts.createDocumentRegistry();

/** Opens a program in an editor. */
export function consumer(program: string): Consumer {
  const file = join(REPOSITORY, "test", "consumer.mts");
  const host: ts.LanguageServiceHost = {
    ...files,
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: (name) => (name === file ? program : "1"),
    getScriptSnapshot: (name) => {
      const text = name === file ? program : files.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    fileExists: (name) => name === file || (ts.sys.fileExists(name) && isPacked(ts.sys.realpath?.(name) ?? name)),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  };
  return { service: ts.createLanguageService(host, registry), file };
}
