import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arkenosJson } from "../cli/terminal.js";
import { answering, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";
import type { Workspace } from "../engine/workspace.js";

const OWNED = "+15105550100";
const ADDED = "+15105550101";
const FREE = "+15105550102";
/** Nothing listens there. */
const NOWHERE = { TWILIO_API_URL: "http://127.0.0.1:9", LIVEKIT_API_URL: "http://127.0.0.1:9" };
const WRONG = { TWILIO_AUTH_TOKEN: "0".repeat(32), LIVEKIT_API_SECRET: "wrong".repeat(8) };

/** Every command that works on a stack, as a person types it. */
const COMMANDS = {
  preview: ["preview"],
  up: ["up"],
  refresh: ["refresh"],
  destroy: ["destroy"],
  provision: ["provision"],
  import: ["import"],
  "test-connection": ["test-connection"],
  "numbers search": ["numbers", "search"],
  "numbers buy": ["numbers", "buy", "+12065550200", "--agent", "reception"],
  "numbers list": ["numbers", "list"],
  "numbers assign": ["numbers", "assign", FREE, "--agent", "reception"],
  "numbers reassign": ["numbers", "reassign", OWNED, "--agent", "reception"],
  "numbers release": ["numbers", "release", OWNED],
  lookup: ["lookup", OWNED],
  routes: ["routes"],
  simulate: ["simulate", "+15105550177", OWNED],
  "test-route": ["test-route", OWNED],
  doctor: ["doctor"],
  graph: ["graph"],
  call: ["call", "+15105550177", "--agent", "reception"],
  env: ["env"],
  "agent run": ["agent", "run"],
} as const;

type Name = keyof typeof COMMANDS;
const all = Object.keys(COMMANDS) as Name[];
const except = (...names: Name[]) => all.filter((name) => !names.includes(name));

/** The commands that read only the config and the state, and `import`, which expects objects that no state has yet. */
const CALLING_NOBODY = ["routes", "env", "agent run", "preview", "import"] as const;
/** The commands that run the engine with its lock. */
const LOCKING = ["up", "refresh", "destroy", "provision", "numbers buy", "numbers assign", "numbers release"] as const;
/** The commands that report an unreadable cloud as a result. */
const CHECKING: ReadonlySet<Name> = new Set([
  ...(["doctor", "test-connection", "test-route"] as const),
  ...(["simulate", "lookup", "numbers list"] as const),
]);

let stack: TelephonyStack;
beforeAll(async () => {
  stack = await TelephonyStack.start({ twilio: { owned: [OWNED, ADDED, FREE] } });
  await stack.workspace.configure(answering({ [OWNED]: {} }));
  await stack.workspace.up();
  // A command without work sends no request, and would not notice.
  await stack.workspace.configure(answering({ [OWNED]: {}, [ADDED]: {} }));
}, longTimeout.timeout);
afterAll(() => stack?.dispose());

/** The options of a command; by default all of them are valid. */
interface Circumstances {
  readonly env?: Readonly<Record<string, string>>;
  /** The stack's name. */
  readonly of?: string;
  readonly workspace?: Workspace;
}

/** Runs a command, and checks for one sentence and no change to any file or cloud. */
async function inVain(name: Name, { env = {}, of = "dev", workspace = stack.workspace }: Circumstances = {}) {
  const file = () => readFile(join(workspace.folder, "Pulumi.dev.yaml"), "utf8");
  const before = await file();
  const at = { cwd: workspace.folder, env: { ...workspace.env, ...env } };
  let ran: Awaited<ReturnType<typeof arkenosJson>> | undefined;
  const calls = await stack.callsOf(async () => {
    ran = await arkenosJson([...COMMANDS[name], "--stack", of, "--yes"], at);
  });
  expect(
    calls.filter(({ operation, method, status }) => status < 400 && method !== "GET" && !operation.startsWith("List")),
  ).toEqual([]);
  expect(await file()).toBe(before);
  const { exitCode, answer, stderr } = ran ?? {};
  expect({ stderr, ok: answer?.ok }).toEqual({ stderr: "", ok: false });
  const said = JSON.stringify(answer);
  for (const secret of Object.values(WRONG)) expect(said).not.toContain(secret);
  // A token that was signed with a secret.
  expect(said).not.toMatch(/eyJ/);
  return { exitCode, message: answer?.error?.message ?? "", all: said };
}

describe("a stack that does not exist", longTimeout, () => {
  it.each(all)("%s lists the existing ones", async (name) => {
    const { exitCode, message, all } = await inVain(name, { of: "prod" });
    expect({ exitCode, message }).toEqual({
      exitCode: 2,
      message: expect.stringContaining('Unknown stack "prod"'),
    });
    expect(all).toContain("Choose one with --stack: dev");
  });
});

describe("a config that is not YAML", longTimeout, () => {
  let sound = "";
  const file = () => join(stack.workspace.folder, "Pulumi.dev.yaml");
  beforeAll(async () => {
    sound = await readFile(file(), "utf8");
    await writeFile(file(), `]\n${sound}`);
  });
  afterAll(() => writeFile(file(), sound));

  it.each(all)("%s names line and column", async (name) => {
    expect(await inVain(name)).toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^Pulumi\.dev\.yaml:\d+:\d+: /),
    });
  });
});

describe("a stack that another run has locked", longTimeout, () => {
  let lock = "";
  beforeAll(async () => {
    lock = join(stack.workspace.folder, ".state/.pulumi/locks/organization/telephony/dev/another.json");
    await mkdir(dirname(lock), { recursive: true });
    const holder = { pid: process.pid, username: "ann", hostname: hostname(), timestamp: new Date(0).toISOString() };
    await writeFile(lock, JSON.stringify(holder));
  });
  afterAll(() => rm(lock));

  it.each(LOCKING)("%s names that run, and does not change the config", async (name) => {
    const { exitCode, message, all } = await inVain(name);
    expect({ exitCode, message }).toEqual({
      exitCode: 5,
      message: expect.stringMatching(/^Another run holds the stack/),
    });
    expect(all).toContain(`ann@${hostname()}, process ${process.pid}`);
  });
});

describe.each([
  ["credentials that the clouds refuse", WRONG, /20003|401|not accept|refuses/],
  ["no network", NOWHERE, /did not answer|cannot be reached/],
])("%s", longTimeout, (_, env, says) => {
  // Concurrently, each on a copy of the stack, because they wait for clouds that do not answer.
  it.concurrent.each(except(...CALLING_NOBODY))("%s says which cloud, and changes nothing", async (name) => {
    const workspace = await stack.workspace.fork();
    const { exitCode, all } = await inVain(name, { env, workspace }).finally(() => workspace.dispose());
    expect({ name, exitCode }).toEqual({ name, exitCode: CHECKING.has(name) ? 3 : 1 });
    expect(all).toMatch(says);
    expect(all).toMatch(/twilio|livekit/i);
  });
});
