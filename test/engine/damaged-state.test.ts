import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Answer } from "../../stacks/operate/cli/terminal/answer.js";
import { onRepairedState } from "../../stacks/operate/cli/failure/repaired.js";
import { UnreadableStateError } from "../../stacks/operate/cli/failure/unreadable-state-error.js";
import { damageMessage } from "../../stacks/operate/engine/damage.js";
import { repairState } from "../../stacks/operate/engine/damaged-state.js";

const CHECKPOINT = "stacks/shop/dev.json";
const whole = '{"version":3,"checkpoint":{"latest":{}}}';
const older = '{"version":3,"checkpoint":{}}';
const cut = whole.slice(0, 20);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "damaged-"));
  await write("meta.yaml", "version: 1\n");
  await write(`${CHECKPOINT}.attrs`, "{}");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const env = () => ({ PULUMI_BACKEND_URL: `file://${folder}` });
const fileOf = (name: string) => join(folder, ".pulumi", name);
async function write(name: string, content: string | Buffer, age = 60_000): Promise<void> {
  await mkdir(dirname(fileOf(name)), { recursive: true });
  await writeFile(fileOf(name), content);
  const then = new Date(Date.now() - age);
  await utimes(fileOf(name), then, then);
}
const read = (name: string) => readFile(fileOf(name), "utf8");
const repaired = () => repairState(folder, env());

describe("a state file that a killed engine left truncated", () => {
  it("is not touched if it is intact or stored elsewhere", async () => {
    await write(CHECKPOINT, whole);
    expect(await repaired()).toEqual([]);
    expect(await repairState(folder, { PULUMI_BACKEND_URL: "s3://states" })).toEqual([]);
  });

  it.each([
    ["was written long ago", 60_000],
    ["was written just now", 0],
    ["has a future timestamp, as on a machine whose clock was set back", -3_600_000],
  ])("is repaired when a truncated file %s", async (_, age) => {
    await write(CHECKPOINT, cut, age);
    await write(`${CHECKPOINT}.bak`, older);
    await write(`${CHECKPOINT}.attrs`, "", age);
    await write("meta.yaml", "", age);
    expect((await repaired()).sort()).toEqual(["meta.yaml", CHECKPOINT, `${CHECKPOINT}.attrs`]);
    expect(await read(CHECKPOINT)).toBe(older);
    for (const gone of ["meta.yaml", `${CHECKPOINT}.attrs`]) await expect(read(gone)).rejects.toThrow("ENOENT");
    expect(await repaired()).toEqual([]);
  });

  it("keeps a file whose write completes in the meantime", async () => {
    await write(CHECKPOINT, cut, 0);
    await write(`${CHECKPOINT}.bak`, older);
    const repair = repaired();
    await sleep(300);
    await write(CHECKPOINT, whole, 0);
    expect(await repair).toEqual([]);
    expect(await read(CHECKPOINT)).toBe(whole);
  });

  it("is restored from the newest intact copy, the engine's own or one of its runs", async () => {
    await write(CHECKPOINT, "");
    await write(`${CHECKPOINT}.bak`, older, 90_000);
    await write("backups/shop/dev/dev.1001.json", older, 80_000);
    await write("backups/shop/dev/dev.1002.json", whole, 70_000);
    await write("backups/shop/dev/dev.1003.json", cut, 60_000);
    await write("backups/shop/prod/prod.1004.json", "{}");
    expect(await repaired()).toEqual([CHECKPOINT]);
    expect(await read(CHECKPOINT)).toBe(whole);
  });

  it("is not repaired without an intact copy", async () => {
    await write(CHECKPOINT, "");
    await write(`${CHECKPOINT}.bak`, "");
    expect(await repaired()).toEqual([]);
    expect(await read(CHECKPOINT)).toBe("");
  });

  it("may be compressed", async () => {
    await write(`${CHECKPOINT}.gz`, gzipSync(whole).subarray(0, 20));
    await write(`${CHECKPOINT}.gz.bak`, gzipSync(older));
    expect(await repaired()).toEqual([`${CHECKPOINT}.gz`]);
    expect(await readFile(fileOf(`${CHECKPOINT}.gz`))).toEqual(gzipSync(older));
  });
});

describe("a command on a repaired state", () => {
  const on = (act: () => Promise<Answer>) => onRepairedState({ folder, env: env() }, act);

  it("runs again when damage was found in the meantime", async () => {
    let times = 0;
    const answer = await on(async () => {
      if (++times > 1) return { data: {}, text: "done" };
      await write(`${CHECKPOINT}.attrs`, "");
      throw new UnreadableStateError("failed to load checkpoint: EOF");
    });
    expect(answer).toMatchObject({
      text: `Repaired the state: ${CHECKPOINT}.attrs.\ndone`,
      data: { repaired: [`${CHECKPOINT}.attrs`] },
    });
  });

  it("names the remedy when nothing is left to repair from, and does not suggest itself", async () => {
    const failure = await on(() => Promise.reject(new UnreadableStateError("EOF"))).catch((error: unknown) => error);
    expect(failure).toMatchObject({ next: expect.stringContaining("pulumi stack init") as string });
    expect(failure).not.toMatchObject({ next: expect.stringContaining("arkenos provision") as string });
  });
});

describe("an engine error about its state", () => {
  it.each([
    ["error: failed to load checkpoint: EOF", "failed to load checkpoint: EOF"],
    [
      "error: getting snapshot: failed to load checkpoint: unexpected end of JSON input",
      "getting snapshot: failed to load checkpoint: unexpected end of JSON input",
    ],
    ["error: EOF", "EOF"],
    ['code: 1\n stdout: \n stderr: error: read ".pulumi/meta.yaml": EOF', 'read ".pulumi/meta.yaml": EOF'],
    ["error: 2 errors occurred:\n    1) unexpected EOF\n    2) Unknown", "unexpected EOF"],
    ["error: place 1: unexpected end of JSON input", "place 1: unexpected end of JSON input"],
    [
      'error: corrupt store: missing version in ".pulumi/meta.yaml"',
      'corrupt store: missing version in ".pulumi/meta.yaml"',
    ],
  ])("counts as damage: %s", (said, damage) => expect(damageMessage(said)).toBe(damage));

  it.each([
    "error: rpc error: code = Unavailable desc = error reading from server: EOF",
    "pulumi:pulumi:Stack (shop-dev):\n    error: could not read the plugin's handshake: EOF",
    "error: failed to load checkpoint: incorrect passphrase",
  ])("does not count as damage: %s", (said) => expect(damageMessage(said)).toBeUndefined());
});
