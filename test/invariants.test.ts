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
    ["provider", provider],
    ["agent", agent],
  ])("nothing under %s imports a sibling package", (folder, files) => {
    expect(importing(files, /^@arkenos\//)).toEqual([]);
    expect(pathsOf(files.filter((file) => file.files.some((path) => !path.startsWith(`${folder}/`))))).toEqual([]);
  });

  it("what a Pulumi program imports depends neither on the command nor on its libraries", () => {
    expect(importing(stacks, /^(@arkenos\/cli|commander|@commander-js|@clack|yaml|picocolors|cli-table3)\b/)).toEqual(
      [],
    );
    expect(pathsOf(stacks.filter(({ files }) => files.some((path) => path.startsWith("stacks/operate/"))))).toEqual([]);
  });

  it("only the command's own folder uses the terminal", () => {
    expect(
      importing(
        operate.filter(({ path }) => !path.startsWith("stacks/operate/cli/")),
        /^(commander|@commander-js|@clack|picocolors|cli-table3)\b|\/cli\//,
      ),
    ).toEqual([]);
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

it("a new kind of object is named in three lists and four tables of tests, and everything else is derived from its spec", () => {
  const nouns = [
    ...(provider.find(({ path }) => path === "provider/resources.ts")?.text ?? "").matchAll(/^ {2}(\w+),$/gm),
  ];
  const naming = ({ text }: SourceFile) =>
    nouns.filter(([, noun = ""]) => new RegExp(`\\b${noun}\\b`).test(text)).length;
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
