import { Writable } from "node:stream";
import { expect, it } from "vitest";
import { runChild } from "../../stacks/operate/cli/terminal/child.js";
import type { Context } from "../../stacks/operate/cli/stack/context.js";

/** A stream whose reader is gone, as behind `head -1`. */
const closed = () =>
  new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error("EPIPE"), { code: "EPIPE" })) });
const open = () => new Writable({ write: (_chunk, _encoding, done) => done() });

it.each([
  ["standard output", "stdout", false],
  ["standard error", "stderr", false],
  ["standard output, which --json sends to standard error", "stdout", true],
] as const)("a program ends when nobody reads its %s", async (_, stream, json) => {
  const gone = json ? "stderr" : stream;
  const io = { stdout: open(), stderr: open(), [gone]: closed().on("error", () => undefined) };
  const endless = `
    const line = "x".repeat(1 << 16);
    const write = (error) => (error ? process.exit() : process.${stream}.write(line, write));
    process.${stream}.on("error", () => undefined);
    write();`;
  const context = { io: { ...io, env: process.env, signal: new AbortController().signal }, json } as unknown as Context;
  const child = { command: process.execPath, args: ["-e", endless], cwd: process.cwd(), env: {} };
  await expect(runChild(child, context)).resolves.toBeUndefined();
});
