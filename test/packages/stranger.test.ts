import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { type Emulator, start } from "@arkenos/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Workspace } from "../engine/workspace.js";

const root = join(import.meta.dirname, "..", "..");
/** The dependencies of a program that imports `SipTopology`. */
const packages = ["@arkenos/provider", "@arkenos/agent", "@arkenos/stacks"];
const run = promisify(execFile);

/** npm carries the binary of each Node, in a package for each platform. */
const BINARY = `node-${process.platform}-${process.arch}`;

/** The range of Pulumi that a package accepts. */
function peerRange(folder: string): string {
  const text = readFileSync(join(root, folder, "package.json"), "utf8");
  return (JSON.parse(text) as { peerDependencies: Record<string, string> }).peerDependencies["@pulumi/pulumi"] ?? "";
}

/**
 * The oldest Pulumi that the packages accept, on Node 22, and the newest Pulumi on the newest Node with long-term
 * support.
 */
const ends = [
  { node: 22, pulumi: peerRange("stacks").replace("^", "") },
  { node: 26, pulumi: "latest" },
];

it("the two packages of a program accept the same Pulumi", () => {
  expect(peerRange("provider")).toBe(peerRange("stacks"));
});

describe.each(ends)("the packages in an empty project on Node $node with Pulumi $pulumi", ({ node, pulumi }) => {
  let emulator: Emulator;
  let home: string;

  beforeAll(async () => {
    emulator = await start({ twilio: { owned: ["+15105550100"] } });
    home = await mkdtemp(join(tmpdir(), "arkenos-stranger-"));
    const tarballs = await pack(home);
    await writeFile(join(home, "package.json"), JSON.stringify({ name: "stranger", private: true }));
    const quick = ["--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];
    const more = [`@pulumi/pulumi@${pulumi}`, `${BINARY}@${node}`];
    await run("npm", ["install", ...quick, ...tarballs, ...more], { cwd: home });
  }, 300_000);

  afterAll(async () => {
    await emulator.close();
    await rm(home, { recursive: true, force: true });
  });

  it("deploy and destroy a topology of twenty lines with the real engine", { timeout: 180_000 }, async () => {
    const program = join(root, "test", "packages", "program");
    const workspace = await Workspace.make({
      project: program,
      modules: join(home, "node_modules"),
      env: {
        ...emulator.env,
        PATH: [join(home, "node_modules", BINARY, "bin"), process.env.PATH].join(delimiter),
      },
    });
    try {
      await workspace.up();
      expect(await workspace.outputs()).toMatchObject({ node: expect.stringContaining(`v${node}.`) as string });
      expect(emulator.dial({ from: "+15105550177", to: "+15105550200" }).agents).toMatchObject([
        { agentName: "stranger-agent" },
      ]);
      await workspace.destroy();
      expect(emulator.twilio.store.trunks.size).toBe(0);
      expect(emulator.livekit.store.inboundTrunks.size).toBe(0);
      expect(emulator.twilio.store.numbers.all().map(({ phoneNumber }) => phoneNumber)).toEqual([
        "+15105550100",
        "+15105550200",
      ]);
    } finally {
      await workspace.dispose();
    }
  });

  it("install none of the command's libraries", () => {
    for (const name of [
      "@commander-js/extra-typings",
      "@clack/prompts",
      "@dagrejs/dagre",
      "cli-table3",
      ".bin/arkenos",
    ])
      expect(existsSync(join(home, "node_modules", name)), name).toBe(false);
  });

  it("install none of the worker's media libraries", () => {
    expect(existsSync(join(home, "node_modules", "@arkenos", "provider"))).toBe(true);
    expect(existsSync(join(home, "node_modules", "@livekit", "agents"))).toBe(false);
    expect(existsSync(join(home, "node_modules", "@livekit", "rtc-node"))).toBe(false);
  });
});

async function pack(into: string): Promise<string[]> {
  const { stdout } = await run(
    "npm",
    ["pack", "--json", "--pack-destination", into, ...packages.flatMap((name) => ["-w", name])],
    { cwd: root },
  );
  const packed = Object.values(JSON.parse(stdout) as Record<string, { filename: string }>);
  return packed.map(({ filename }) => join(into, filename));
}
