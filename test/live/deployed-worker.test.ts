import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, copyFile, mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readDockerfile } from "../deploy/dockerfile.js";
import { buildTree } from "../deploy/image-tree.js";
import { DEPLOY, type Deployment, manifest, workerOf } from "../deploy/manifests.js";
import { descendants } from "../engine/process-tree.js";
import { ALL_TONES, answeredBy, recordGreetings, TONES } from "./personas.js";
import { until } from "./stack/until.js";
import { startLiveStack } from "./started-stack.js";
import { TelephonyLab } from "./telephony-lab.js";
import { type Installation, WorkerProcess } from "./worker-process.js";

const RECEPTION = "+15105550100";
const SALES = "+15105550101";
const TIMEOUT_MS = 60_000;
const image = readDockerfile(join(DEPLOY, "Dockerfile"));
const { config } = image;
const { ARKENOS_STACK_OUTPUTS: _, ...settings } = workerOf(manifest<Deployment>("deployment")).env;
const isRoot = process.getuid?.() === 0;

describe("a worker with the files that the Dockerfile copies, run as its user", () => {
  const stack = startLiveStack();
  let lab: TelephonyLab;
  let folder: string;
  let app: string;
  let worker: WorkerProcess;
  let outputs: string;

  const start = () => {
    const [program, ...args] = config.command;
    expect(program).toBe("node");
    const installation: Installation = {
      program: { path: process.execPath, env: {} },
      args,
      cwd: app,
      // Only root can drop privileges.
      ...(isRoot && { user: config.user }),
    };
    // A container can write only to /tmp.
    const places = { HOME: "/nonexistent", TMPDIR: join(folder, "tmp") };
    return WorkerProcess.start(stack(), outputs, { ...config.env, ...settings, ...places }, installation);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "arkenos-image-"));
    app = await buildTree(image, folder);
    lab = await TelephonyLab.open(stack(), [RECEPTION, SALES]);
    await lab.up(answeredBy({ [RECEPTION]: "reception", [SALES]: "sales" }));
    outputs = join(folder, "outputs.json");
    await copyFile(await lab.writeOutputs(), outputs);
    await chmod(outputs, 0o644);
    await recordGreetings(folder);
    await mkdir(join(folder, "tmp"));
    if (isRoot) await chown(join(folder, "tmp"), config.user.uid, config.user.gid);
    worker = await start();
  });
  afterEach(() => lab.clear(worker));
  afterAll(async () => {
    await worker?.stop();
    await lab?.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it("contains the worker and LiveKit's client, and nothing that only developers need", () => {
    const has = (name: string) => existsSync(join(app, "node_modules", name));
    expect(["@arkenos/agent", "@livekit/agents", "@livekit/rtc-node"].filter((name) => !has(name))).toEqual([]);
    expect(["typescript", "vitest", "@pulumi/pulumi", "@arkenos/provider"].filter(has)).toEqual([]);
  });

  it("passes the image's health check, which fails without a worker", async () => {
    const check = (port: number) => {
      const [, ...args] = config.healthCheck;
      return promisify(execFile)(process.execPath, args, { env: { ARKENOS_HEALTH_PORT: String(port) } });
    };
    await expect(check(worker.healthPort)).resolves.toBeDefined();
    await expect(check(1)).rejects.toMatchObject({ code: 1 });
  });

  it.runIf(isRoot)("runs as that user, and so do its job processes", async () => {
    // A process may end between the listing and the check.
    const ownerOf = (pid: number) =>
      stat(`/proc/${pid}`)
        .then(({ uid }) => [uid])
        .catch(() => []);
    const owners = await until("the processes of the worker and of its calls", async () => {
      const processes = [worker.pid, ...(await descendants(worker.pid))];
      const found = (await Promise.all(processes.map(ownerOf))).flat();
      return found.length > 2 && found;
    });
    expect(new Set(owners)).toEqual(new Set([config.user.uid]));
  });

  it("answers a call", async () => {
    const call = await lab.call(RECEPTION);
    await call.answered(TIMEOUT_MS);
    expect(await call.media.hears(ALL_TONES, TIMEOUT_MS)).toBe(TONES.reception);
    console.log(`a call to the built worker heard ${TONES.reception} Hz: ${JSON.stringify(call.timings)}`);
    await call.hangUp();
  });

  it("is replaced by a rolling update, and the active call continues", async () => {
    const call = await lab.call(RECEPTION);
    await call.answered(TIMEOUT_MS);
    await call.media.hears(ALL_TONES, TIMEOUT_MS);

    const old = worker;
    worker = await start();
    let isGone = false;
    const gone = old.stop("SIGTERM", TIMEOUT_MS).then(() => (isGone = true));
    // Until it drains, the old worker may still accept a call.
    await until("the old worker takes no more calls", async () => (await old.health()).draining);
    const next = await lab.call(SALES);
    await next.answered(TIMEOUT_MS);
    expect(await next.media.hears(ALL_TONES, TIMEOUT_MS)).toBe(TONES.sales);
    expect((await worker.health()).activeCalls).toBe(1);

    expect(isGone).toBe(false);
    expect(await call.ended(1_000).catch(() => "still on")).toBe("still on");
    await call.hangUp();
    await gone;
    await next.hangUp();
  });
});
