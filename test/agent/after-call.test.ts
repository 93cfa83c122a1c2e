import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initializeLogger, log } from "@livekit/agents";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { recordPath } from "../../agent/call/record-file.js";
import { Deliveries, LONGEST_KEPT_MS, MOST_RECORDS } from "../../agent/worker/after-call.js";
import { CallRecords } from "../../agent/worker/call-records.js";
import { Spool } from "../../agent/worker/spool.js";
import { afterCall as webhook, BEGUN, endedCall, put } from "./fakes/records.js";
import { Receiver } from "./fakes/receiver.js";

const SECRET = "whsec-of-the-tests";

let receiver: Receiver;
let folder: string;
let spool: Spool;
let lines: [fields: Record<string, unknown>, message: string][];

beforeAll(() => initializeLogger({ pretty: false, level: "silent" }));
beforeEach(async () => {
  receiver = new Receiver();
  await receiver.open();
  lines = [];
  folder = mkdtempSync(join(tmpdir(), "arkenos-spool-"));
  spool = new Spool(folder);
  for (const level of ["info", "warn", "error"] as const)
    vi.spyOn(log(), level).mockImplementation((...line: unknown[]) => void lines.push(line as never));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

const messages = () => lines.map(([, message]) => message);
const afterCall = (path?: string) => webhook(receiver.port, path);
const ended = (jobId: string, changes: object = {}, at?: Date) =>
  endedCall(jobId, { afterCall: afterCall(), ...changes }, at);
const waiting = (of = spool) => of.jobs("unsent");

/** Deliveries with a clock that the test controls. */
function deliveries(from = spool, env: Record<string, string> = { HOOK: SECRET }) {
  const clock = { now: Date.now() };
  return { clock, sending: new Deliveries(from, { env, now: () => clock.now, jitter: () => 1 }) };
}

describe("a record", () => {
  it("is posted as signed JSON under the call's id, and then deleted", async () => {
    put(spool, "unsent", ended("AJ_1"));
    await deliveries().sending.send();
    expect(receiver.got).toHaveLength(1);
    const [{ headers, body }] = receiver.got as [(typeof receiver.got)[0]];
    expect(JSON.parse(body)).toMatchObject({ callId: "SCL_AJ_1", jobId: "AJ_1", endReason: "caller-hung-up" });
    expect(headers).toMatchObject({ "idempotency-key": "SCL_AJ_1", "content-type": "application/json" });
    const [, time = "", signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers["arkenos-signature"])) ?? [];
    expect(signature).toBe(createHmac("sha256", SECRET).update(`${time}.${body}`).digest("hex"));
    expect(waiting()).toEqual([]);
    expect(lines).toEqual([]);
  });

  it("is resent while its receiver fails, with pauses that grow from one second to five minutes", async () => {
    receiver.refuse(500);
    put(spool, "unsent", ended("AJ_1"));
    const { clock, sending } = deliveries();
    for (const [index, seconds] of [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].entries()) {
      await sending.send();
      expect(receiver.got).toHaveLength(index + 1);
      clock.now += seconds * 1000 - 1;
      await sending.send();
      expect(receiver.got).toHaveLength(index + 1);
      clock.now += 1;
    }
    expect(messages()).toEqual(["A call record was not delivered; it will be retried"]);
    expect(lines[0]?.[0]).toMatchObject({ callId: "SCL_AJ_1", reason: "it responded with status 500" });
  });

  it("has the same body and key each time, so that a receiver can detect repeats", async () => {
    receiver.answer = (response) => void response.destroy();
    put(spool, "unsent", ended("AJ_1"));
    const { clock, sending } = deliveries();
    await sending.send();
    receiver.refuse(200);
    clock.now += 1_000;
    await sending.send();
    expect(receiver.got).toHaveLength(2);
    expect(receiver.got[1]?.body).toBe(receiver.got[0]?.body);
    expect(receiver.got[1]?.headers["idempotency-key"]).toBe(receiver.got[0]?.headers["idempotency-key"]);
    expect(messages()).toEqual([
      "A call record was not delivered; it will be retried",
      "The receiver of call records is available again",
    ]);
  });

  it("waits while nothing listens, and is sent later, even by the next worker", async () => {
    await receiver.close();
    put(spool, "unsent", ended("AJ_1"));
    await deliveries().sending.send();
    expect(waiting()).toEqual(["AJ_1"]);
    spool.close();
    await receiver.open();
    const next = new Spool(folder);
    new CallRecords(next, () => []).adopt();
    await deliveries(next).sending.send();
    expect(receiver.keys).toEqual(["SCL_AJ_1"]);
    expect(waiting(next)).toEqual([]);
  });

  it("does not delay others when its receiver refuses it", async () => {
    receiver.answer = (response, body) => void response.writeHead(body.includes("AJ_poison") ? 422 : 204).end();
    put(spool, "unsent", ended("AJ_poison"));
    put(spool, "unsent", ended("AJ_1"));
    const { clock, sending } = deliveries();
    await sending.send();
    put(spool, "unsent", ended("AJ_2"));
    clock.now += 100;
    await sending.send();
    expect(waiting()).toEqual(["AJ_poison"]);
    expect(messages()).toEqual(["A call record was not delivered; it will be retried"]);
    expect(receiver.got).toHaveLength(3);
  });

  it("does not delay another receiver's when its own is down", async () => {
    put(spool, "unsent", ended("AJ_1", { afterCall: { ...afterCall(), url: "http://127.0.0.1:1/end" } }));
    put(spool, "unsent", ended("AJ_2"));
    await deliveries().sending.send();
    expect(waiting()).toEqual(["AJ_1"]);
  });

  it("is not sent unsigned when its secret is missing", async () => {
    put(spool, "unsent", ended("AJ_1"));
    await deliveries(spool, {}).sending.send();
    expect(receiver.got).toEqual([]);
    expect(lines[0]?.[0]).toMatchObject({ reason: "the environment variable HOOK is not set" });
    expect(waiting()).toEqual(["AJ_1"]);
  });

  it("is not sent to a private address unless the persona allows it, nor after a redirect", async () => {
    put(spool, "unsent", ended("AJ_1", { afterCall: { ...afterCall(), allowPrivate: false } }));
    await deliveries().sending.send();
    expect(receiver.got).toEqual([]);
    receiver.answer = (response) => void response.writeHead(307, { location: "/elsewhere" }).end();
    put(spool, "unsent", ended("AJ_2", { afterCall: afterCall("/other") }));
    await deliveries().sending.send();
    expect(receiver.got).toHaveLength(1);
    expect(waiting()).toEqual(["AJ_1", "AJ_2"]);
  });

  it("is sent once however often it is found, at most four at a time", async () => {
    const held: ServerResponse[] = [];
    receiver.answer = (response) => void held.push(response);
    for (let index = 0; index < 6; index++) put(spool, "unsent", ended(`AJ_${index}`));
    const { sending } = deliveries();
    const first = sending.send();
    void sending.send();
    await vi.waitFor(() => expect(held).toHaveLength(4));
    void sending.send();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(held).toHaveLength(4);
    held.splice(0).forEach((response) => response.end());
    await first;
    receiver.refuse(200);
    await sending.send();
    expect(waiting()).toEqual([]);
    expect(new Set(receiver.keys).size).toBe(6);
    expect(receiver.got).toHaveLength(6);
  });
});

describe("the spool", () => {
  it("drops a record after a week, and logs it", async () => {
    put(spool, "unsent", ended("AJ_old", {}, new Date(Date.now() - LONGEST_KEPT_MS - 1_000)));
    put(spool, "unsent", ended("AJ_new", {}, new Date(Date.now() - LONGEST_KEPT_MS + 60_000)));
    await deliveries().sending.send();
    expect(receiver.keys).toEqual(["SCL_AJ_new"]);
    expect(lines).toEqual([
      [
        { callId: "SCL_AJ_old", url: afterCall().url, reason: "its receiver was unavailable for 7 days" },
        "A call record was dropped without being delivered",
      ],
    ]);
  });

  it("drops the oldest records beyond ten thousand, and logs it", async () => {
    const file = JSON.stringify(ended("AJ_x", { afterCall: { ...afterCall(), url: "http://127.0.0.1:1/" } }));
    for (let index = 0; index < MOST_RECORDS + 2; index++) {
      const path = recordPath(spool.folder, `AJ_${index}`, "unsent");
      writeFileSync(path, file);
      if (index < 2) utimesSync(path, BEGUN, BEGUN);
    }
    await deliveries().sending.send();
    expect(waiting()).toHaveLength(MOST_RECORDS);
    expect(waiting()).not.toContain("AJ_0");
    expect(
      messages().filter((message) => message === "A call record was dropped without being delivered"),
    ).toHaveLength(2);
  });

  it("survives a file that a power failure truncated", async () => {
    writeFileSync(recordPath(spool.folder, "AJ_torn", "unsent"), '{"call":{"callId"');
    writeFileSync(recordPath(spool.folder, "AJ_empty", "unsent"), "");
    put(spool, "unsent", ended("AJ_1"));
    await deliveries().sending.send();
    expect(receiver.got).toHaveLength(1);
    expect(waiting()).toEqual([]);
  });
});
