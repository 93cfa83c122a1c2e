import { resolve } from "node:path";
import { expect, it } from "vitest";
import { contextOf } from "../../stacks/operate/cli/stack/context.js";
import { processIo } from "../../stacks/operate/cli/terminal/io.js";

it.each([
  ["../passphrase", "/project/passphrase"],
  ["/etc/passphrase", "/etc/passphrase"],
])("the passphrase's file %s is looked for from the folder that the command runs in", (file, expected) => {
  const listeners = process.listenerCount("SIGINT");
  const io = Object.defineProperties(processIo(), {
    cwd: { value: "/project" },
    env: { value: { PULUMI_CONFIG_PASSPHRASE_FILE: file } },
  });
  const { env } = contextOf({ cwd: "src" }, io).io;
  expect(env.PULUMI_CONFIG_PASSPHRASE_FILE).toBe(resolve(expected));
  expect(process.listenerCount("SIGINT"), "an interrupt still ends the command").toBe(listeners);
});
