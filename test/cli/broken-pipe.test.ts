import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { ARKENOS } from "../terminal/arkenos.js";

it("ends quietly when the reader of its output has closed the pipe", async () => {
  const [node, command] = ARKENOS;
  const child = spawn(node, [command, "doctor", "--list"], { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const [exitCode] = (await once(child, "close")) as [number | null];
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
});
