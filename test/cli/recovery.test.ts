import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { RecoveredElsewhereError, whileRecovering } from "../../stacks/operate/engine/recovery.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "arkenos-recovery-test-"));
});
afterEach(() => rm(folder, { recursive: true }));

const stack = (name = "dev") => ({ folder, name, env: { PULUMI_BACKEND_URL: pathToFileURL(folder).href } });

it("of two people who recover a stack at once, one continues and the other is refused with the first one's name", async () => {
  await whileRecovering(stack(), async () => {
    await expect(whileRecovering(stack(), () => Promise.resolve())).rejects.toThrow(`process ${process.pid}`);
    await expect(whileRecovering(stack(), () => Promise.resolve())).rejects.toThrow(RecoveredElsewhereError);
    expect(await whileRecovering(stack("prod"), () => Promise.resolve("another stack"))).toBe("another stack");
  });
  expect(await whileRecovering(stack(), () => Promise.resolve("free again"))).toBe("free again");
});

it.each([
  ["the state's folder", () => stack().env, ".pulumi"],
  ["Pulumi's home if the state is elsewhere", () => ({ PULUMI_BACKEND_URL: "s3://acme", PULUMI_HOME: folder }), "."],
])("writes its mark into %s, where no other user can plant a link", async (_, env, place) => {
  await whileRecovering({ folder, name: "dev", env: env() }, async () => {
    expect(await readdir(join(folder, place, "arkenos", "recovery"))).toHaveLength(2);
  });
});

it("releases the stack after a failure", async () => {
  await expect(whileRecovering(stack(), () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await whileRecovering(stack(), () => Promise.resolve("free"))).toBe("free");
});

it("a killed recovery does not block the stack forever", { timeout: 40_000 }, async () => {
  const module = pathToFileURL(
    join(import.meta.dirname, "..", "..", "stacks", "operate", "dist", "engine", "recovery.js"),
  ).href;
  const code = `const { whileRecovering } = await import(${JSON.stringify(module)});
    await whileRecovering(${JSON.stringify(stack())}, async () => { console.log("in"); await new Promise((r) => setTimeout(r, 60_000)); });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("close", resolve));
  await expect(whileRecovering(stack(), () => Promise.resolve())).rejects.toThrow(RecoveredElsewhereError);
  await new Promise((resolve) => setTimeout(resolve, 11_000));
  expect(await whileRecovering(stack(), () => Promise.resolve("free"))).toBe("free");
});
