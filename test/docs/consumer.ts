import { join } from "node:path";
import ts from "typescript";
import { REPOSITORY } from "../repository.js";

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: ["node"],
};

const { readFile, directoryExists, getDirectories, realpath, useCaseSensitiveFileNames } = ts.sys;
const files = {
  ...{ readFile, directoryExists, getDirectories, realpath },
  useCaseSensitiveFileNames: () => useCaseSensitiveFileNames,
  getCurrentDirectory: () => REPOSITORY,
};

/** An editor with a program that imports the built packages: TypeScript's language service, and the program's file. */
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
      const text = name === file ? program : ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  };
  return { service: ts.createLanguageService(host, registry), file };
}
