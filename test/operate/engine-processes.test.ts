import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { findEngine } from "@arkenos/cli/engine";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { historyInFiles } from "../../stacks/operate/engine/history-in-files.js";
import type { PastRun } from "../../stacks/operate/engine/past-run.js";
import { longTimeout, type TelephonyStack } from "../engine/telephony-stack.js";
import { runArkenos } from "../terminal/arkenos.js";
import { CALLER, NUMBER, openStack } from "./opened-stack.js";

/** Commands that only read, as a person types them in the folder of a project with a selected stack. */
const READING: Readonly<Record<string, readonly string[]>> = {
  doctor: ["doctor"],
  status: ["status"],
  lookup: ["lookup", NUMBER],
  list: ["numbers", "list"],
  graph: ["graph"],
  simulate: ["simulate", CALLER, NUMBER],
  "test-pipeline": ["test-pipeline", NUMBER],
};
/** Commands for which the config is enough. */
const READING_CONFIG: Readonly<Record<string, readonly string[]>> = {
  "agents list": ["agents", "list"],
  "test-connection": ["test-connection"],
};
/** The one process of the engine that such a command starts. */
const EXPORT = "stack export --show-secrets --stack dev --non-interactive";
/** Prints the files of Pulumi's SDK that the process has loaded. */
const TELLING = `
import { createRequire } from "node:module";
const { _cache: loaded } = createRequire(import.meta.url)("node:module");
process.on("exit", () => {
  const files = Object.keys(loaded).filter((path) => path.includes("@pulumi"));
  process.stderr.write("loaded " + JSON.stringify(files) + "\\n");
});`;

describe.skipIf(process.platform === "win32")("the engine's processes (counted by a shell script)", longTimeout, () => {
  let stack: TelephonyStack;
  let log: string;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    stack = await openStack();
    const { workspace } = stack;
    await workspace.setSecret("agentEnv.OPENAI_API_KEY", "sk-a-secret-of-the-tests");
    await workspace.up();
    await workspace.refresh();
    const { pulumi } = await findEngine();
    const bin = join(workspace.folder, ".counting");
    log = join(bin, "log");
    await mkdir(bin);
    await writeFile(join(bin, "pulumi"), `#!/bin/sh\necho "$*" >> '${log}'\nexec '${pulumi}' "$@"\n`);
    await chmod(join(bin, "pulumi"), 0o755);
    await writeFile(join(bin, "telling.mjs"), TELLING);
    env = {
      ...workspace.env,
      PATH: [bin, workspace.env.PATH].join(delimiter),
      NODE_OPTIONS: `--import=${pathToFileURL(join(bin, "telling.mjs"))}`,
    };
  }, longTimeout.timeout);
  afterAll(() => stack?.dispose());

  const run = async (words: readonly string[], more: NodeJS.ProcessEnv = {}, cwd = stack.workspace.folder) => {
    await rm(log, { force: true });
    const ran = await runArkenos(words, { cwd, env: { ...env, ...more } });
    const engine = (await readFile(log, "utf8").catch(() => "")).split("\n").filter(Boolean);
    return { ...ran, engine, loaded: /^loaded (.*)$/m.exec(ran.stderr)?.[1] };
  };

  it.each(Object.entries(READING))("%s exports the state once, and loads no SDK", async (_, words) => {
    const { exitCode, engine, loaded } = await run(words);
    expect({ exitCode, engine, loaded }).toEqual({
      exitCode: 0,
      engine: [EXPORT],
      loaded: "[]",
    });
  });

  it.each(Object.entries(READING_CONFIG))("%s starts no engine, and loads no SDK", async (_, words) => {
    const { exitCode, engine, loaded } = await run(words);
    expect({ exitCode, engine, loaded }).toEqual({ exitCode: 0, engine: [], loaded: "[]" });
  });

  it("the history in files is the one that the engine prints", async () => {
    const { workspace } = stack;
    const printed = JSON.parse(await workspace.succeed("stack", "history", "--json")) as readonly PastRun[];
    const known = ({ kind, result, startTime, endTime, environment }: PastRun) => ({
      ...{ kind, result, environment },
      times: [startTime, endTime].map((time) => new Date(time ?? "").getTime()),
    });
    const read = await historyInFiles({ name: "dev", folder: workspace.folder, env: workspace.env });
    expect(read?.map(known)).toEqual(printed.map(known));
    expect(read?.map(({ kind }) => kind)).toEqual(["refresh", "update"]);
  });

  it("a config from an environment is merged by the engine", async () => {
    const file = join(stack.workspace.folder, "Pulumi.dev.yaml");
    const text = await readFile(file, "utf8");
    await writeFile(file, `${text}\nenvironment: []\n`);
    const { engine } = await run(["lookup", NUMBER]).finally(() => writeFile(file, text));
    expect(engine.filter((words) => !words.startsWith("config"))).toEqual([EXPORT]);
    expect(engine).toContain("config --show-secrets --json --stack dev --non-interactive");
  });

  it("a config file in another folder is found without the engine", async () => {
    const moved = await stack.workspace.fork();
    const [project, file] = [join(moved.folder, "Pulumi.yaml"), join(moved.folder, "Pulumi.dev.yaml")];
    await writeFile(project, `${await readFile(project, "utf8")}\nstackConfigDir: config\n`);
    await mkdir(join(moved.folder, "config"));
    await rename(file, join(moved.folder, "config", "Pulumi.dev.yaml"));
    const { PULUMI_HOME, PULUMI_BACKEND_URL, PULUMI_STACK } = moved.env;
    const { exitCode, engine } = await run(
      ["lookup", NUMBER],
      { PULUMI_HOME, PULUMI_BACKEND_URL, PULUMI_STACK },
      moved.folder,
    ).finally(() => moved.dispose());
    expect({ exitCode, engine }).toEqual({ exitCode: 0, engine: [EXPORT] });
  });

  it("a wrong passphrase is reported in the engine's words", async () => {
    const { exitCode, stderr } = await run(["lookup", NUMBER], { PULUMI_CONFIG_PASSPHRASE: "wrong" });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("The stack's secrets cannot be decrypted: the passphrase is missing or wrong");
  });

  it("an engine on PATH that does not run is passed over", async () => {
    const broken = join(stack.workspace.folder, ".broken");
    await mkdir(broken, { recursive: true });
    await writeFile(join(broken, "pulumi"), "#!/bin/sh\necho wrong libc >&2\nexit 127\n");
    await chmod(join(broken, "pulumi"), 0o755);
    const PATH = [broken, process.env.PATH].join(delimiter);
    const { exitCode, stdout } = await run(["lookup", NUMBER], { PATH });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining(NUMBER) });
  });

  it("without a selected stack, the only one is taken", async () => {
    const { exitCode, engine } = await run(["lookup", NUMBER], { PULUMI_HOME: join(stack.workspace.folder, ".other") });
    expect(exitCode).toBe(0);
    expect(engine).toContain("stack ls --json --non-interactive");
  });
});
