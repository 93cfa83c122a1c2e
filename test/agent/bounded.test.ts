import { expect, it } from "vitest";
import { bounded } from "../../agent/call/bounded.js";

it("a promise that never settles becomes an error that names the operation", async () => {
  await expect(bounded(20, "Starting the session", new Promise(() => {}))).rejects.toThrow(
    "Starting the session took longer than 0.02 seconds",
  );
});

it("a promise that settles in time keeps its result or error", async () => {
  await expect(bounded(5_000, "Starting the session", Promise.resolve("started"))).resolves.toBe("started");
  await expect(bounded(5_000, "Starting the session", Promise.reject(new Error("no room")))).rejects.toThrow("no room");
});
