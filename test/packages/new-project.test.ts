import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Emulator, start } from "@arkenos/emulator";
import { findEngine } from "@arkenos/cli/engine";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withoutAccounts } from "../engine/workspace.js";
import { REPOSITORY } from "../repository.js";

const timeout = 5 * 60_000;
const CLONE = join(REPOSITORY, "stacks", "operate", "arkenos.js");
const [OWNED, FOR_SALE] = ["+15105550100", "+12065550200"];

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}
interface Installed {
  readonly packages: Record<string, { resolved?: string }>;
}

describe("a project that init creates in an empty folder", { timeout }, () => {
  let emulator: Emulator;
  let home: string;
  let project: string;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    emulator = await start({ twilio: { owned: [OWNED] } });
    home = await mkdtemp(join(tmpdir(), "arkenos-project-"));
    project = await folder("acme");
    env = {
      ...{ ...withoutAccounts(process.env), ...(await findEngine()).env, ...emulator.env },
      PULUMI_HOME: join(home, ".home"),
      PULUMI_BACKEND_URL: `file://${await folder(".state")}`,
      PULUMI_CONFIG_PASSPHRASE: "a passphrase of the tests",
    };
  }, timeout);
  afterAll(async () => {
    await emulator?.close();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });

  async function folder(name: string): Promise<string> {
    const path = join(home, name);
    await mkdir(path);
    return path;
  }
  const run = async (cwd: string, command: string, words: readonly string[], more: NodeJS.ProcessEnv = {}) =>
    (await promisify(execFile)(command, words, { cwd, env: { ...env, ...more } })).stdout;
  const init = (cwd: string, command: string, more?: NodeJS.ProcessEnv) => {
    const agent = ["--sip-domain", "sip.acme.example", "--agent", "reception", "--prompt", "You answer for Acme."];
    return run(cwd, process.execPath, [command, "init", ...agent, "--stack", "dev", "--json"], more);
  };
  const arkenos = (...words: string[]) => run(project, "npx", ["--no-install", "arkenos", ...words, "--yes"]);
  const json = async <T>(...path: string[]) => JSON.parse(await readFile(join(...path), "utf8")) as T;
  const answers = (to: string) => emulator.dial({ from: "+15105550177", to }).agents;
  const compiles = () =>
    run(project, process.execPath, [join(REPOSITORY, "node_modules/typescript/bin/tsc"), "-p", "."]);

  it("gets the clone's packages as tarballs, and locks every version", async () => {
    const { files } = JSON.parse(await init(project, CLONE)) as { files: string[] };
    expect(files).toEqual(expect.arrayContaining(["vendor/", "package-lock.json", ".gitignore", "tsconfig.json"]));
    expect((await json<Manifest>(project, "package.json")).dependencies).toEqual({
      "@arkenos/provider": "file:vendor/arkenos-provider-0.1.0.tgz",
      "@arkenos/agent": "file:vendor/arkenos-agent-0.1.0.tgz",
      "@arkenos/stacks": "file:vendor/arkenos-stacks-0.1.0.tgz",
      "@arkenos/cli": "file:vendor/arkenos-cli-0.1.0.tgz",
      "@pulumi/pulumi": expect.any(String) as string,
    });
  });

  it("installs from its lock file, and names an existing schema", async () => {
    await run(project, "npm", ["ci", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"]);
    const [line = ""] = (await readFile(join(project, "Pulumi.dev.yaml"), "utf8")).split("\n");
    expect(await json(project, line.replace("# yaml-language-server: $schema=", ""))).toHaveProperty("properties");
    await expect(compiles()).resolves.toBe("");
  });

  it("buys a number with its installed command, deploys, and the number reaches the worker", async () => {
    await arkenos("numbers", "buy", FOR_SALE, "--agent", "reception");
    expect(answers(FOR_SALE)).toMatchObject([{ agentName: "arkenos-agent" }]);
    expect(await arkenos("up")).toContain("No changes");
    expect(await arkenos("simulate", OWNED, FOR_SALE)).toContain(`${FOR_SALE}: reaches the worker`);
    await arkenos("destroy");
    expect(answers(FOR_SALE)).toEqual([]);
  });

  it("compiles and runs the README's smallest program", async () => {
    const readme = await readFile(join(REPOSITORY, "README.md"), "utf8");
    const program = /^```ts\n(.*?new SipTopology.*?)^```$/ms.exec(readme)?.[1] ?? "";
    await writeFile(join(project, "index.js"), program);
    await expect(compiles()).resolves.toBe("");
    await run(project, "pulumi", ["up", "--stack", "dev", "--yes", "--skip-preview", "--non-interactive"]);
    for (const number of [OWNED, FOR_SALE]) expect(answers(number)).toMatchObject([{ agentName: "arkenos-agent" }]);
  });

  it("hands its own packages to the next project as tarballs", async () => {
    const next = await folder("next");
    await init(next, join(project, "node_modules", "@arkenos", "cli", "arkenos.js"), { npm_config_offline: "true" });
    expect((await readdir(join(next, "vendor"))).sort()).toEqual((await readdir(join(project, "vendor"))).sort());
  });

  it("uses the registry once npm has installed the packages from it", async () => {
    const record = join(project, "node_modules", ".package-lock.json");
    const { packages, ...rest } = await json<Installed>(record);
    for (const name of ["provider", "agent", "stacks", "cli"])
      packages[`node_modules/@arkenos/${name}`] = {
        resolved: `https://registry.example/@arkenos/${name}/-/${name}-0.1.0.tgz`,
      };
    await writeFile(record, JSON.stringify({ ...rest, packages }));
    const next = await folder("released");
    await init(next, join(project, "node_modules", "@arkenos", "cli", "arkenos.js"), { npm_config_offline: "true" });
    expect((await json<Manifest>(next, "package.json")).dependencies).toMatchObject({ "@arkenos/stacks": "^0.1.0" });
    expect(await readdir(next)).not.toContain("vendor");
  });
});
