import { describe, expect, it, vi } from "vitest";
import { Admission } from "../../agent/worker/admission.js";

function request() {
  let launched = () => {};
  const started = new Promise<void>((resolve) => (launched = resolve));
  return { accept: vi.fn(() => started), reject: vi.fn(async () => {}), launched: () => launched() };
}

describe("a worker that takes two calls", () => {
  it("counts calls that wait for a process, so that a burst does not overload it", () => {
    const door = new Admission(2, () => 0);
    const calls = [request(), request(), request()];
    for (const call of calls) void door.admit(call);
    expect(calls.map(({ accept, reject }) => [accept.mock.calls.length, reject.mock.calls.length])).toEqual([
      [1, 0],
      [1, 0],
      [0, 1],
    ]);
    expect([door.calls, door.load]).toEqual([2, 1]);
  });

  it("counts a call once when its process starts", async () => {
    let running = 0;
    const door = new Admission(2, () => running);
    const call = request();
    const admitted = door.admit(call);
    expect(door.load).toBe(0.5);
    running = 1;
    call.launched();
    await admitted;
    expect(door.load).toBe(0.5);
  });

  it("removes a call that could not be started", async () => {
    const door = new Admission(2, () => 0);
    await expect(
      door.admit({ accept: () => Promise.reject(new Error("gone")), reject: async () => {} }),
    ).rejects.toThrow("gone");
    expect(door.calls).toBe(0);
  });
});

describe("the load reported to LiveKit", () => {
  /** At or above it, livekit-server sends a worker no calls. */
  const TARGET = 0.7;

  it.each([1, 2, 24, 25, 26])(
    "admits a call to a worker of 25 that has %i, because the worker itself rejects",
    (calls) => {
      expect(new Admission(25, () => calls).reportedLoad).toBeLessThan(TARGET);
    },
  );

  it("differs between a busy and an idle worker, so that calls go where there is more room", () => {
    const loads = [0, 1, 2, 3, 4].map((calls) => new Admission(4, () => calls).reportedLoad);
    expect(loads).toEqual([...new Set(loads)].toSorted((one, other) => one - other));
    expect(loads[0]).toBe(0);
  });

  it("is full once the worker stops accepting calls", async () => {
    const door = new Admission(2, () => 0);
    await door.close(0);
    expect(door.reportedLoad).toBe(1);
  });
});

describe("a worker that stops accepting calls", () => {
  it("rejects new calls, and waits for the active ones", async () => {
    let running = 1;
    const door = new Admission(2, () => running);
    const closing = door.close(5_000);
    const late = request();
    await door.admit(late);
    expect([late.reject.mock.calls.length, door.load, door.isClosed]).toEqual([1, 1, true]);
    running = 0;
    expect(await closing).toBe(true);
  });

  it("does not wait forever", async () => {
    expect(await new Admission(2, () => 1).close(300)).toBe(false);
  });
});
