import { PassThrough, Writable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Context } from "../../stacks/operate/cli/stack/context.js";
import { confirm } from "../../stacks/operate/cli/terminal/prompt.js";

it("a question shows control characters of others instead of sending them to the terminal", async () => {
  const stdin = new PassThrough();
  let shown = "";
  const write = (chunk: Buffer, _encoding: string, done: () => void) => {
    shown += chunk.toString();
    done();
  };
  const io = { stdin, stderr: new Writable({ write }), isTerminal: true, widths: {} };
  const context = { io, json: false, yes: false } as unknown as Context;
  const asked = confirm(context, "The run of ann\u001b]0;owned\u0007@\u202ehost was killed. Remove its lock?");
  await setTimeout(100);
  stdin.write("y");
  await asked;
  expect(shown).toContain("owned");
  expect(shown).not.toMatch(/\u001b\]0;|\u0007|\u202e/);
});
