import { afterAll, beforeAll, type RunnerTestSuite } from "vitest";
import { LiveStack } from "./stack/live-stack.js";

/**
 * Starts the live stack before a file's tests and stops it afterwards; the logs are kept if a test has failed. A
 * missing part fails the tests, so they never pass without a run. @returns a function that returns the started stack
 */
export function startLiveStack(): () => LiveStack {
  let started: LiveStack | undefined;
  beforeAll(async () => {
    started = await LiveStack.start();
  }, 30 * 60_000);
  // vitest parses the first parameter's source for fixtures, and accepts only a destructuring pattern.
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
