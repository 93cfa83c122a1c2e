import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { initializeLogger, log } from "@livekit/agents";
import { ParticipantKind, RoomEvent } from "@livekit/rtc-node";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { answerCall } from "../../agent/call/call.js";
import { dialed, phone, table } from "./fakes/phone.js";

const CALLER = join(import.meta.dirname, "../../agent/dist/call/caller.js");

/** Waits in an empty room while memory is collected repeatedly. */
const PROGRAM = `
import { EventEmitter } from "node:events";
import { initializeLogger } from "@livekit/agents";
import { callerOf } from ${JSON.stringify(CALLER)};

initializeLogger({ pretty: false, level: "info" });
const room = Object.assign(new EventEmitter(), { isConnected: true, remoteParticipants: new Map() });
const collecting = setInterval(() => globalThis.gc(), 20);
// Ends a wait that never ends, so that the test can say so.
const late = setTimeout(() => process.exit(3), 20_000);
const caller = await callerOf({ room, job: {} }, false, { calling: 500, called: 500 });
console.log(JSON.stringify({ caller: caller ?? null }));
clearInterval(collecting);
clearTimeout(late);
process.exit(0);
`;

it("stops waiting for a caller even when memory is collected in the meantime", async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--expose-gc", "--input-type=module", "--eval", PROGRAM],
    { cwd: import.meta.dirname },
  );
  const [line, result] = stdout
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text) as Record<string, unknown>);
  expect(line).toMatchObject({
    awaited: "the caller",
    seconds: expect.any(Number),
    msg: expect.stringMatching(/^Nobody joined the call: waited \d+(\.\d)? s for the caller$/),
  });
  expect(result).toEqual({ caller: null });
});

describe("an agent waits for the phone", () => {
  let lines: unknown[][];
  beforeAll(() => initializeLogger({ pretty: false, level: "silent" }));
  beforeEach(() => {
    lines = [];
    for (const level of ["info", "warn", "error"] as const)
      vi.spyOn(log(), level).mockImplementation((...line: unknown[]) => void lines.push(line));
  });
  afterEach(() => vi.restoreAllMocks());

  it("until the caller has left before the agent joined, and logs whom it waited for and how long", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
    const { ctx, done } = phone();
    const answering = answerCall(ctx, table(), {});
    await vi.advanceTimersByTimeAsync(9_900);
    expect(done).toEqual(["connect"]);
    await vi.advanceTimersByTimeAsync(100);
    await answering;
    vi.useRealTimers();
    expect(lines).toEqual([
      [
        { awaited: "the caller", seconds: 10, because: "nobody joined" },
        "Nobody joined the call: waited 10 s for the caller",
      ],
    ]);
    expect(done).toEqual(["connect", "delete call-_1", "shutdown nobody-there"]);
  });

  it("for nine seconds, and then answers the caller", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
    const { ctx, events } = phone();
    const answering = answerCall(ctx, table(), {});
    await vi.advanceTimersByTimeAsync(9_000);
    const late = { identity: "sip_1", kind: ParticipantKind.SIP, attributes: dialed("+12065550200") };
    events.emit(RoomEvent.ParticipantConnected, late);
    vi.useRealTimers();
    await answering;
    expect(lines.map(([, message]) => message)).toContain("No agent found for phone +12065550200");
  });

  it("not at all when an outbound call failed before the agent joined its room", async () => {
    const { ctx, done } = phone({ job: '{"agentId":"night"}', sid: { sentTo: "RM_1", found: "RM_2" } });
    await answerCall(ctx, table(), {});
    expect(lines).toMatchObject([
      [
        { because: "the room was recreated after its call had ended" },
        expect.stringMatching(/^Nobody joined the call/),
      ],
    ]);
    expect(done).toEqual(["connect", "delete call-_1", "shutdown nobody-there"]);
  });
});
