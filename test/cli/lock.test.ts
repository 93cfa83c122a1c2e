import { hostname } from "node:os";
import { describe, expect, it } from "vitest";
import { stillLocked } from "../../stacks/operate/cli/failure/locked-error.js";
import { type Holder, holdersIn, isGone } from "../../stacks/operate/engine/lock.js";
import { arkenos } from "./terminal.js";

const NOBODY = 2 ** 30;
const now = new Date();
const hour = { minutes: 60, now };

const heldBy = (host: string, pid: number, minutesAgo: number): Holder => {
  const since = new Date(now.getTime() - minutesAgo * 60_000).toISOString();
  const [holder] = holdersIn(`locked by 1 lock(s).\n  file:///x.json: created by ann@${host} (pid ${pid}) at ${since}`);
  if (!holder) throw new Error("no holder was read");
  return holder;
};

describe("the holder of a lock", () => {
  it("is dead once its process on this machine has ended, however new its lock", () => {
    expect(isGone(heldBy(hostname(), NOBODY, 0))).toBe(true);
    expect(isGone(heldBy(hostname(), process.pid, 0))).toBe(false);
  });

  it("on another machine is never known to be dead without a limit", () => {
    expect(isGone(heldBy("laptop", NOBODY, 10_000))).toBe(false);
  });

  it("on another machine is dead once its lock is older than the limit", () => {
    expect([59, 61].map((minutes) => isGone(heldBy("runner", NOBODY, minutes), hour))).toEqual([false, true]);
  });

  it("is alive while its process runs here, even past the limit", () => {
    const long = { minutes: 60, now: new Date(now.getTime() + 61 * 60_000) };
    expect(isGone(heldBy(hostname(), process.pid, 0), long)).toBe(false);
  });

  it.runIf(process.platform === "linux")("is dead if its pid belongs to a newer process, as in containers", () => {
    expect(isGone(heldBy(hostname(), process.pid, 24 * 60))).toBe(false);
    expect(isGone(heldBy(hostname(), process.pid, 24 * 60), hour)).toBe(true);
  });

  it("is not known to be dead if its lock has no age", () => {
    expect(isGone({ ...heldBy("runner", NOBODY, 61), since: "today" }, hour)).toBe(false);
  });
});

describe("a lock that is not removed", () => {
  it("reports its age, with exit code 5", () => {
    const { exitCode, problems } = stillLocked([heldBy("runner", NOBODY, 30), heldBy("a", NOBODY, 61)], hour);
    expect({ exitCode, problems }).toEqual({
      exitCode: 5,
      problems: [
        expect.stringMatching(/^ann@runner, process \d+, since .*; it will be treated as dead in 30 minutes$/),
      ],
    });
  });

  it("on this machine reports that its run is alive", () => {
    expect(stillLocked([heldBy(hostname(), process.pid, 1)], hour).problems?.[0]).toMatch(/; it runs on this machine$/);
  });

  it("without a limit suggests the option, or pulumi cancel if the owner is unknown", () => {
    expect(stillLocked([heldBy("runner", NOBODY, 61)], undefined).next).toContain("--lock-older-than");
    expect(stillLocked([], hour)).toMatchObject({ exitCode: 5, next: expect.stringContaining("pulumi cancel") });
  });
});

it.each(["0", "-5", "1.5", "an hour", ""])("--lock-older-than refuses %j", async (minutes) => {
  const { exitCode, stderr } = await arkenos(["provision", "--yes", `--lock-older-than=${minutes}`], { cwd: "/" });
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^Error: --lock-older-than must be whole minutes/);
});
