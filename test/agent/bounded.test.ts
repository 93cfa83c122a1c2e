import { expect, it } from "vitest";
import { bounded } from "../../agent/call/bounded.js";

it("what never ends is an error that says what took too long", async () => {
  await expect(bounded(20, "Starting the session", new Promise(() => {}))).rejects.toThrow(
    "Starting the session took longer than 0.02 seconds",
  );
});

it("what ends in time has its own result, or its own error", async () => {
  await expect(bounded(5_000, "Starting the session", Promise.resolve("started"))).resolves.toBe("started");
  await expect(bounded(5_000, "Starting the session", Promise.reject(new Error("no room")))).rejects.toThrow("no room");
});
