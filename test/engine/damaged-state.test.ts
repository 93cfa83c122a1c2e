import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Answer } from "../../stacks/operate/cli/terminal/answer.js";
import { onRepairedState } from "../../stacks/operate/cli/failure/repaired.js";
import { UnreadableStateError } from "../../stacks/operate/cli/failure/unreadable-state-error.js";
import { damageIn } from "../../stacks/operate/engine/damage.js";
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

describe("a state in files that a killed engine left half written", () => {
  it("is left alone where it is whole, and where it is kept elsewhere", async () => {
    await write(CHECKPOINT, whole);
    expect(await repaired()).toEqual([]);
    expect(await repairState(folder, { PULUMI_BACKEND_URL: "s3://states" })).toEqual([]);
  });

  it.each([
    ["was written long ago", 60_000],
    ["was written a moment ago", 0],
    ["bears a time to come, as on a machine whose clock was set back", -3_600_000],
  ])("is repaired where a file that breaks off %s", async (_, age) => {
    await write(CHECKPOINT, cut, age);
    await write(`${CHECKPOINT}.bak`, older);
    await write(`${CHECKPOINT}.attrs`, "", age);
    await write("meta.yaml", "", age);
    expect((await repaired()).sort()).toEqual(["meta.yaml", CHECKPOINT, `${CHECKPOINT}.attrs`]);
    expect(await read(CHECKPOINT)).toBe(older);
    for (const gone of ["meta.yaml", `${CHECKPOINT}.attrs`]) await expect(read(gone)).rejects.toThrow("ENOENT");
    expect(await repaired()).toEqual([]);
  });

  it("keeps a file that is written to its end meanwhile", async () => {
    await write(CHECKPOINT, cut, 0);
    await write(`${CHECKPOINT}.bak`, older);
    const repair = repaired();
    await sleep(300);
    await write(CHECKPOINT, whole, 0);
    expect(await repair).toEqual([]);
    expect(await read(CHECKPOINT)).toBe(whole);
  });

  it("is what the last whole copy says: the engine's own, else the newest of its runs", async () => {
    await write(CHECKPOINT, "");
    await write(`${CHECKPOINT}.bak`, cut);
    await write("backups/shop/dev/dev.1001.json", older);
    await write("backups/shop/dev/dev.1002.json", whole);
    await write("backups/shop/dev/dev.1003.json", cut);
    await write("backups/shop/prod/prod.1004.json", "{}");
    expect(await repaired()).toEqual([CHECKPOINT]);
    expect(await read(CHECKPOINT)).toBe(whole);
  });

  it("is not repaired where no copy is whole", async () => {
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

describe("what is done on a repaired state", () => {
  const on = (act: () => Promise<Answer>) => onRepairedState({ folder, env: env() }, act);

  it("is done again where damage came to light meanwhile", async () => {
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

  it("says what to do where nothing is left to repair it from, and does not name itself", async () => {
    const failure = await on(() => Promise.reject(new UnreadableStateError("EOF"))).catch((error: unknown) => error);
    expect(failure).toMatchObject({ next: expect.stringContaining("pulumi stack init") as string });
    expect(failure).not.toMatchObject({ next: expect.stringContaining("arkenos provision") as string });
  });
});

describe("what the engine says of its state", () => {
  it.each([
    ["error: failed to load checkpoint: EOF", "failed to load checkpoint: EOF"],
    ["error: EOF", "EOF"],
    ['code: 1\n stdout: \n stderr: error: read ".pulumi/meta.yaml": EOF', 'read ".pulumi/meta.yaml": EOF'],
    ["error: 2 errors occurred:\n    1) unexpected EOF\n    2) Unknown", "unexpected EOF"],
    ["error: place 1: unexpected end of JSON input", "place 1: unexpected end of JSON input"],
    [
      'error: corrupt store: missing version in ".pulumi/meta.yaml"',
      'corrupt store: missing version in ".pulumi/meta.yaml"',
    ],
  ])("is damage: %s", (said, damage) => expect(damageIn(said)).toBe(damage));

  it.each([
    "error: rpc error: code = Unavailable desc = error reading from server: EOF",
    "pulumi:pulumi:Stack (shop-dev):\n    error: could not read the plugin's handshake: EOF",
    "error: failed to load checkpoint: incorrect passphrase",
  ])("is something else: %s", (said) => expect(damageIn(said)).toBeUndefined());
});
