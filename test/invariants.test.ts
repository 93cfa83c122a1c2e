import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type SourceFile, sourceFiles } from "./source-files.js";

// The linter (.biome.jsonc) keeps the rules that hold for any file: import cycles, length, leftovers of a test in
// progress.
const provider = sourceFiles("provider");
const agent = sourceFiles("agent");
const operate = sourceFiles("stacks/operate");
const stacks = sourceFiles("stacks").filter(({ path }) => !path.startsWith("stacks/operate/"));
const product = [...provider, ...agent, ...stacks, ...operate];
const all = [...product, ...sourceFiles("test")];

const pathsOf = (files: readonly SourceFile[]) => files.map(({ path }) => path);
const importing = (files: readonly SourceFile[], wanted: RegExp) =>
  pathsOf(files.filter(({ imports }) => imports.some((name) => wanted.test(name))));
/** The packages that the manifest of a folder names. */
const packagesOf = (folder: string) => {
  const text = readFileSync(join(import.meta.dirname, "..", folder, "package.json"), "utf8");
  const { dependencies, peerDependencies } = JSON.parse(text) as Readonly<Record<string, object>>;
  return Object.keys({ ...dependencies, ...peerDependencies });
};
const saying = (files: readonly SourceFile[], wanted: RegExp) => pathsOf(files.filter(({ text }) => wanted.test(text)));

describe("borders", () => {
  it("resource files do not depend on Pulumi, except through their one base class", () => {
    expect(importing(provider, /^@pulumi\//)).toEqual([
      "provider/resource.ts",
      "provider/sdk.ts",
      "provider/telephony-provider.ts",
    ]);
  });

  it("only the clients, their parts and the error itself handle HTTP statuses", () => {
    const knowing = saying(provider, /\bstatusCode\b|\.status\b|\bstatus:/);
    expect(knowing.filter((path) => !/\/(client|transport|http|answers|errors)\.ts$/.test(path))).toEqual([]);
  });

  it("only stacks/config.ts reads Pulumi's config", () => {
    expect(saying(product, /pulumi\.Config\b|\ballConfig\b|\bnew Config\(/)).toEqual(["stacks/config.ts"]);
  });

  it.each([
    ["provider", provider, []],
    ["agent", agent, []],
    // What builds the package is not in it.
    ["stacks", stacks.filter(({ path }) => !path.startsWith("stacks/build/")), ["@arkenos/agent", "@arkenos/provider"]],
    ["stacks/operate", operate, ["@arkenos/agent", "@arkenos/provider", "@arkenos/stacks"]],
  ])("%s imports only its own files and the packages that its manifest names", (folder, files, siblings) => {
    const named = packagesOf(folder);
    expect(named.filter((name) => name.startsWith("@arkenos/"))).toEqual(siblings);
    const isNamed = (name: string) =>
      /^(\.|node:)/.test(name) || named.some((known) => `${name}/`.startsWith(`${known}/`));
    expect(files.flatMap(({ imports }) => imports).filter((name) => !isNamed(name))).toEqual([]);
    expect(pathsOf(files.filter((file) => file.files.some((path) => !pathsOf(files).includes(path))))).toEqual([]);
  });

  it("only the command's own folder uses the terminal", () => {
    expect(
      importing(
        operate.filter(({ path }) => !path.startsWith("stacks/operate/cli/")),
        /^(commander|@commander-js|@clack|picocolors|cli-table3)\b|\/cli\//,
      ),
    ).toEqual([]);
  });

  it("only the folders that DESIGN names call the clouds", () => {
    const calling = saying(operate, /\.client\(|\bfindLeftBehind\(|\bnew \w+Client\(/);
    expect([...new Set(calling.map((path) => path.replace(/^stacks\/operate\/(.+)\/[^/]+$/, "$1/")))]).toEqual([
      "cli/converge/",
      "cli/numbers/",
      "doctor/probes/",
      "import/",
      "observe/",
      "preflight/",
    ]);
  });

  it("the agent does not depend on Pulumi, nor its contract and routing on LiveKit", () => {
    expect(importing(agent, /^@pulumi\//)).toEqual([]);
    expect(
      importing(
        agent.filter(({ path }) => /^agent\/(contract|routing)\//.test(path)),
        /livekit/,
      ),
    ).toEqual([]);
  });

  it("only tests import the emulator", () => {
    expect(importing(product, /emulator/)).toEqual([]);
  });
});

const list = provider.find(({ path }) => path === "provider/resources.ts")?.text ?? "";
const nouns = Array.from(list.matchAll(/^ {2}(\w+),$/gm), ([, noun = ""]) => noun);

it("a new kind of object is named in three lists and four tables of tests, and everything else is derived from its spec", () => {
  const naming = ({ text }: SourceFile) => nouns.filter((noun) => new RegExp(`\\b${noun}\\b`).test(text)).length;
  expect(nouns.length).toBeGreaterThanOrEqual(13);
  // The topology names what it makes, and the graph gives each object that it draws a place, which the compiler asks for.
  const isPartial = (path: string) => path.startsWith("stacks/topology/") || path === "stacks/operate/graph/kinds.ts";
  const others = all.filter(({ path }) => !isPartial(path));
  expect(pathsOf(others.filter((file) => naming(file) >= nouns.length - 2))).toEqual([
    "provider/index.ts",
    "provider/process.ts",
    "provider/resources.ts",
    "test/docs/examples.test.ts",
    "test/provider/cloud-contents.ts",
    "test/provider/fixtures.ts",
    "test/provider/text.test.ts",
  ]);
});

it("kinds of objects are listed by hand only where people write them, and in tables that the compiler completes", () => {
  // `InboundTrunk`, `inboundTrunk`, `inbound-trunk`
  const spellings = nouns.map((noun) =>
    [noun, noun.replace(/^./, (first) => first.toLowerCase()), noun.replace(/\B[A-Z]/g, "-$&").toLowerCase()].join("|"),
  );
  const isListed = (any: string) => new RegExp(`^\\s*"?(${any})"?[:(]|(^\\s*|\\[|, )"(${any})"(?=,|\\])`, "m");
  const listed = ({ text }: SourceFile) => spellings.filter((any) => isListed(any).test(text)).length;
  expect(pathsOf(product.filter((file) => listed(file) >= 5)).sort()).toEqual([
    // The place of each kind in the graph, and how it is found on the route of a call.
    "stacks/operate/graph/kinds.ts",
    "stacks/operate/import/kinds.ts",
    "stacks/operate/import/suggestion.ts",
    // The fields of the config.
    "stacks/topology/adopt-section.ts",
    "stacks/topology/object-names.ts",
    "stacks/topology/transform.ts",
  ]);
});

it("one module knows the hosts of LiveKit Cloud, and one on the agent's side", () => {
  expect(saying(product, /livekit\\\.cloud|(endsWith|includes)\("[^"]*\.livekit\.cloud/)).toEqual([
    "provider/values/regions.ts",
    "agent/contract/cloud.ts",
  ]);
});

describe("problems are data", () => {
  /** Code that splits a message or tests its text: `message.split(…)`, `error.text.includes(…)`, `/…/.test(message)`. */
  const READS =
    /(\b(message|says|said|reason|remediation|found|title)|\w\)?\??\.(text|line))\b\??\.(split|startsWith|endsWith|includes|match|matchAll|search|slice|indexOf)\(|\/[a-z]*\.(test|exec)\((\w+\.)*(message|says|said|reason|remediation|title)\)|\/[a-z]*\.(test|exec)\((\w+\.)+(text|line)\)/;

  /** Text that servers, the engine and other libraries return without a code is read in these files. */
  const READERS = [
    "provider/livekit/client.ts",
    "provider/livekit/refusals.ts",
    "provider/twilio/answers.ts",
    // The only reader of our own text: Pulumi carries nothing else from a program or a provider.
    "stacks/operate/engine/problems.ts",
    // The engine's text.
    "stacks/operate/engine/refusal.ts",
    // Commander's text about a command line.
    "stacks/operate/cli/program.ts",
    // The YAML library's text.
    "stacks/operate/config-file/parsing.ts",
  ];

  it("no code parses our own messages", () => {
    expect(saying(product, READS).filter((path) => !READERS.includes(path))).toEqual([]);
  });

  it("only the engine's reader knows how a code is appended to a problem", () => {
    expect(saying(product, /\[arkenos:[$(]/)).toEqual(["provider/problem.ts", "stacks/operate/engine/problems.ts"]);
  });
});

describe("files", () => {
  it("have names that say what they are", () => {
    expect(pathsOf(all).filter((path) => /\b(utils?|helpers?|common|shared|misc)\b/.test(path))).toEqual([]);
  });

  it("have one subject each: half are shorter than 110 lines", () => {
    const lengths = all.map(({ text }) => text.split("\n").filter((line) => line.trim() !== "").length);
    const sorted = lengths.toSorted((one, other) => one - other);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(110);
  });
});
