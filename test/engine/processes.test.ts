import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it, vi } from "vitest";
import { isRunning } from "../../stacks/operate/engine/processes.js";

it("this process runs", () => {
  expect(isRunning(process.pid)).toBe(true);
});

it.runIf(process.platform === "linux")(
  "a process that has exited is not running, even if its parent never reaps it",
  async () => {
    // The shell starts a process that exits at once, and then becomes one that never reaps it.
    const parent = spawn("sh", ["-c", "true & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "ignore"] });
    try {
      const [line] = (await once(parent.stdout, "data")) as [Buffer];
      const pid = Number(line.toString());
      await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
      // Its id is still taken.
      expect(process.kill(pid, 0)).toBe(true);
    } finally {
      parent.kill("SIGKILL");
    }
  },
);
