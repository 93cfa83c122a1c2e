import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { modelSchema } from "../../agent/contract/model.js";
import { findPlugin } from "../../agent/models/plugin-module.js";

let root: string;
let env: { ARKENOS_PLUGIN_PATH: string };
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "arkenos-plugins-"));
  const opened = join(root, "opened");
  mkdirSync(join(opened, "voices"), { recursive: true });
  writeFileSync(join(opened, "voices", "ours.js"), "");
  writeFileSync(join(root, "outside.js"), "");
  symlinkSync(join(root, "outside.js"), join(opened, "link.js"));
  symlinkSync(root, join(opened, "up"));
  symlinkSync(join(opened, "voices", "ours.js"), join(opened, "inside.js"));
  symlinkSync(opened, join(root, "linked"));
  env = { ARKENOS_PLUGIN_PATH: opened };
});
afterAll(() => rmSync(root, { recursive: true }));

/** Names that import() accepts, and a contract must not contain. */
const FORMS = [
  "/srv/voices.js",
  "//srv/voices.js",
  "file:///srv/voices.js",
  "FILE:/srv/voices.js",
  "data:text/javascript,process.exit()",
  "node:child_process",
  "child_process",
  "fs/promises",
  "http://acme.example/voices.js",
  "https://acme.example/voices.js",
  "blob:nodedata:1",
  "#internal",
  "..",
  "../voices.js",
  "./../voices.js",
  "./voices/../../outside.js",
  "./voices/..",
  "./%2e%2e/outside.js",
  "./voices%2Fours.js",
  ".\\voices.js",
  "..\\voices.js",
  "C:\\voices.js",
  "C:/voices.js",
  "./voices.js?fresh",
  "./voices.js#part",
  "acme/../../outside.js",
  "acme/./voices",
  "@acme/../voices",
  "@acme",
  "@/voices",
  "acme//voices",
  "acme/node_modules/other",
  "node_modules/acme",
  "acme%2fvoices",
  " acme/voices",
  "acme/voices\n",
  "./voices\u0000.js",
  "./",
  ".",
  `${"a".repeat(215)}/voices`,
];

describe("a plugin's name", () => {
  it.each(FORMS)("is never %j, in the config or on the worker", (plugin) => {
    const [problem, ...others] = modelSchema.safeParse({ plugin }).error?.issues ?? [];
    expect(problem).toBeDefined();
    expect(others).toEqual([]);
    expect(() => findPlugin(plugin, env)).toThrow(/is not a plugin|must not exceed/);
  });

  it.each(["elevenlabs", "@acme/voices", "@acme/voices/fast", "acme/voices", "./voices.js", "./voices/ours-2.mjs"])(
    "may be %s",
    (plugin) => expect(modelSchema.safeParse({ plugin }).success).toBe(true),
  );
});

describe("a file", () => {
  it.each(["./voices/ours.js", "./inside.js"])("is found at %s in the owner's audio folder", (name) => {
    const { href } = pathToFileURL(join(env.ARKENOS_PLUGIN_PATH, "voices", "ours.js"));
    expect(findPlugin(name, env).specifier).toBe(href);
    expect(findPlugin(name, { ARKENOS_PLUGIN_PATH: join(root, "linked") }).specifier).toBe(href);
  });

  it.each(["./link.js", "./up/outside.js"])("is not run through %s, a symlink that leads out of it", (name) => {
    expect(() => findPlugin(name, env)).toThrow(`the plugin "${name}" is outside ARKENOS_PLUGIN_PATH`);
  });

  it("that does not exist is named", () => {
    expect(() => findPlugin("./gone.js", env)).toThrow('the plugin "./gone.js" does not exist');
  });
});
