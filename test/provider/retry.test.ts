import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../../provider/errors.js";
import { creating, retrying } from "../../provider/retry.js";
import { skipWaits, waitAgain } from "./waits.js";

vi.mock("node:timers/promises", () => ({ setTimeout: vi.fn(() => Promise.resolve()) }));

beforeEach(skipWaits);
afterEach(() => {
  waitAgain();
  vi.mocked(sleep).mockClear();
});

const refusal = (status: number, retryAfterMs?: number) =>
  new ApiError("POST Trunks", {
    status,
    code: "20000",
    message: "no",
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });

/** A call that fails with these errors, in order, and then succeeds. */
function failing(...errors: Error[]) {
  const left = [...errors];
  return vi.fn(async () => {
    const error = left.shift();
    if (error) throw error;
    return "done";
  });
}

describe("a call that the server turned away", () => {
  it("is repeated, even if it is not repeatable, because nothing happened", async () => {
    const call = failing(refusal(429), refusal(429));
    await expect(retrying(false, call)).resolves.toBe("done");
    expect(call).toHaveBeenCalledTimes(3);
  });

  it.each([
    ["as long as the cloud asks", 1_500, 1_500],
    ["but at most half a minute", 3_600_000, 30_000],
  ])("waits %s", async (_how, asked, waited) => {
    await retrying(false, failing(refusal(429, asked)));
    expect(vi.mocked(sleep).mock.calls).toEqual([[waited]]);
  });

  it("is given up after five tries, without a wait after the last one", async () => {
    const call = failing(...Array.from({ length: 9 }, () => refusal(429, 10)));
    await expect(retrying(true, call)).rejects.toThrow("(429 20000)");
    expect(call).toHaveBeenCalledTimes(5);
    expect(sleep).toHaveBeenCalledTimes(4);
  });
});

describe("a call with an unknown outcome", () => {
  it.each([0, 500, 502, 503])("is repeated only if that is safe: status %i", async (status) => {
    await expect(retrying(true, failing(refusal(status)))).resolves.toBe("done");
    const once = failing(refusal(status));
    await expect(retrying(false, once)).rejects.toThrow(ApiError);
    expect(once).toHaveBeenCalledTimes(1);
  });
});

it("does not repeat a refusal or an error of our own, and does not wait", async () => {
  const waits = skipWaits();
  for (const error of [refusal(400), refusal(401), refusal(404, 1_500), new TypeError("ours")]) {
    const call = failing(error);
    await expect(retrying(true, call)).rejects.toThrow(error.message);
    expect(call).toHaveBeenCalledTimes(1);
  }
  expect([waits, vi.mocked(sleep).mock.calls]).toEqual([[], []]);
});

describe("a create with an unknown outcome", () => {
  const made = (call: () => Promise<string>) => () => retrying(false, call);

  it("is looked up first, and not repeated if the object exists", async () => {
    const call = failing(refusal(0));
    await expect(creating(made(call), async () => "found")).resolves.toEqual({ wire: "found", isNew: false });
    expect(call).toHaveBeenCalledTimes(1);
  });

  it("is repeated if the object does not exist", async () => {
    const call = failing(refusal(503), refusal(500));
    const find = vi.fn(async () => undefined);
    await expect(creating(made(call), find)).resolves.toEqual({ wire: "done", isNew: true });
    expect([call, find].map(({ mock }) => mock.calls.length)).toEqual([3, 2]);
  });

  it("is looked up until no list can lag any longer when the response was lost", async () => {
    const call = failing(refusal(0));
    let looks = 0;
    const find = async () => (++looks > 7 ? "found" : undefined);
    await expect(creating(made(call), find)).resolves.toEqual({ wire: "found", isNew: false });
    expect([call.mock.calls.length, looks]).toEqual([1, 8]);
    const never = vi.fn(async () => undefined);
    await expect(creating(made(failing(refusal(0))), never)).resolves.toEqual({ wire: "done", isNew: true });
    expect(never).toHaveBeenCalledTimes(11);
  });

  it("is not looked up when the cloud only turned it away", async () => {
    const find = vi.fn(async () => "somebody else's");
    await expect(creating(made(failing(refusal(429))), find)).resolves.toEqual({ wire: "done", isNew: true });
    expect(find).not.toHaveBeenCalled();
  });

  it("is given up after five tries, however often it is looked up", async () => {
    const call = failing(...Array.from({ length: 9 }, () => refusal(503)));
    await expect(creating(made(call), async () => undefined)).rejects.toThrow("(503 20000)");
    expect(call).toHaveBeenCalledTimes(5);
  });

  it("is not repeated when the lookup fails, which has its own five tries", async () => {
    const call = failing(refusal(0));
    const list = failing(...Array.from({ length: 9 }, () => refusal(503)));
    await expect(creating(made(call), () => retrying(true, list))).rejects.toThrow("(503 20000)");
    expect([call, list].map(({ mock }) => mock.calls.length)).toEqual([1, 5]);
  });

  it("is looked up separately from another create in flight", async () => {
    const one = creating(made(failing(refusal(0))), async () => "one");
    const other = creating(made(failing(refusal(0))), async () => "other");
    expect((await Promise.all([one, other])).map(({ wire }) => wire)).toEqual(["one", "other"]);
  });
});
