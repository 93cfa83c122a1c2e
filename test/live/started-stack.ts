import { afterAll, beforeAll, type RunnerTestSuite } from "vitest";
import { LiveStack } from "./stack/live-stack.js";

/**
 * Starts the live stack before a file's tests and ends it after them; its logs stay where a test has failed. A
 * missing part fails the tests: they never pass for green where they could not run.
 * @returns the stack, once it has been started
 */
export function startLiveStack(): () => LiveStack {
  let started: LiveStack | undefined;
  beforeAll(async () => {
    started = await LiveStack.start();
  }, 30 * 60_000);
  // vitest reads the first parameter's source for fixtures, and takes nothing but a pattern.
  afterAll(async ({}, suite) => {
    const keep = hasFailed(suite);
    await started?.dispose({ keep });
    if (keep && started) console.log(`Logs and configurations of the live stack: ${started.folder}`);
  });
  return () => {
    if (!started) throw new Error("the live stack is not started yet");
    return started;
  };
}

function hasFailed({ tasks }: Readonly<RunnerTestSuite>): boolean {
  return tasks.some((task) => (task.type === "suite" ? hasFailed(task) : task.result?.state === "fail"));
}
