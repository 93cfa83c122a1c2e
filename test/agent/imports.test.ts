import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../../agent");

/** A file's imports and theirs, by the names of packages. */
function packagesOf(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return new Set();
  seen.add(file);
  const specifiers = [...readFileSync(file, "utf8").matchAll(/^(?:import|export|\}).*? from "([^"\n]+)";$/gm)].map(
    ([, name = ""]) => name,
  );
  return new Set(
    specifiers.flatMap((name) =>
      name.startsWith(".") ? [...packagesOf(resolve(dirname(file), name.replace(/js$/, "ts")), seen)] : [name],
    ),
  );
}

it.each([
  ["contract/contract.ts", ["fastest-levenshtein", "node:module", "zod"]],
  ["contract/persona.ts", ["fastest-levenshtein", "zod"]],
  ["routing/routing.ts", ["fastest-levenshtein", "node:fs", "node:module", "zod"]],
  [
    "outbound/outbound.ts",
    ["fastest-levenshtein", "livekit-server-sdk", "node:crypto", "node:module", "node:timers/promises", "zod"],
  ],
])("%s imports only what is listed", (file, packages) => {
  expect([...packagesOf(join(root, file))].sort()).toEqual(packages);
});

it("nothing of the agent imports a sibling package or Pulumi", () => {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) =>
    /^(?!dist|node_modules).*\.ts$/.test(name),
  );
  const imported = files.flatMap((name) => [...packagesOf(join(root, name))]);
  expect(imported.filter((name) => /^@(arkenos|pulumi)\//.test(name))).toEqual([]);
});

it("no file imports the MCP client statically: only the calls that need it load it", () => {
  const files = readdirSync(join(root, "tools"), { encoding: "utf8" });
  const eager = files.filter((name) =>
    /^import (?!type ).* from "@modelcontextprotocol/m.test(readFileSync(join(root, "tools", name), "utf8")),
  );
  expect(eager).toEqual([]);
});
