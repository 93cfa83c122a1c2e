import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { contract } from "./fakes/personas.js";
import { wav } from "./fakes/wav.js";
import { WorkerProcess } from "./fakes/worker-process.js";

let folder: string;
let temporary: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "arkenos-start-"));
  temporary = join(folder, "tmp");
  mkdirSync(temporary);
  writeFileSync(join(folder, "hi.wav"), wav(Array(2400).fill(1000)));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a worker that is complete except for these variables, and waits for its end. */
async function fails(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const persona = { systemPrompt: "You answer for Acme.", greetingAudio: "hi.wav" };
  const worker = new WorkerProcess(["start"], {
    ...{ LIVEKIT_API_KEY: "devkey", LIVEKIT_API_SECRET: "s3cret".repeat(8) },
    ARKENOS_STACK_OUTPUTS_JSON: JSON.stringify({ ...contract(), agents: { reception: persona, night: persona } }),
    ARKENOS_AUDIO_PATH: folder,
    ARKENOS_HEALTH_PORT: "0",
    TMPDIR: temporary,
    ...env,
  });
  return { code: await worker.exited, output: worker.output };
}

it("an occupied health port causes one sentence, and leaves nothing behind", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, resolve));
  const { port } = other.address() as AddressInfo;
  expect(await fails({ ARKENOS_HEALTH_PORT: String(port) })).toEqual({
    code: 1,
    output: `The port ${port} of the worker's health endpoint is in use by another program; set ARKENOS_HEALTH_PORT to a free port\n`,
  });
  expect(readdirSync(temporary)).toEqual([]);
  await new Promise((resolve) => other.close(resolve));
});

it.each([
  ["that does not exist", () => join(folder, "nowhere"), "ENOENT"],
  ["that is a file", () => join(folder, "hi.wav"), "ENOTDIR"],
])("a folder for temporary files %s causes one sentence", async (_, path, code) => {
  expect(await fails({ TMPDIR: path() })).toEqual({
    code: 1,
    output: `The worker cannot write to the folder for temporary files, ${path()} (${code}); set TMPDIR to a writable folder\n`,
  });
});

it.each(["acme.livekit.cloud", "ftp://acme.livekit.cloud", "wss//acme"])("the address %s is refused", async (url) => {
  expect(await fails({ LIVEKIT_URL: url })).toEqual({
    code: 1,
    output: "LIVEKIT_URL is not a LiveKit URL; write one such as wss://acme.livekit.cloud\n",
  });
  expect(readdirSync(temporary)).toEqual([]);
});

it("a folder in place of the routing table causes one sentence", async () => {
  const { code, output } = await fails({ ARKENOS_STACK_OUTPUTS_JSON: "", ARKENOS_STACK_OUTPUTS: folder });
  expect({ code, lines: output.trim().split("\n").length }).toEqual({ code: 1, lines: 1 });
  expect(output).toContain(`${folder} cannot be read (EISDIR)`);
});
