import { expect, it } from "vitest";
import { refusalOf, startProject } from "./project.js";

const { sip, post, url, store, faults, calls, reset } = await startProject();
const statuses = () => calls.map(({ operation, status }) => `${operation} ${status}`);
const create = () => sip.createSipInboundTrunk("t", ["+1"]);

it("too many requests are refused with the time to wait, and change nothing", async () => {
  faults.next("CreateSIPInboundTrunk", { kind: "refuse", status: 429, retryAfterSeconds: 3 }, 2);
  const answer = await fetch(`${url}/twirp/livekit.SIP/CreateSIPInboundTrunk`, { method: "POST" });
  expect([answer.status, answer.headers.get("Retry-After")]).toEqual([429, "3"]);
  expect(await refusalOf(create())).toBe("429 resource_exhausted: too many requests");
  await create();
  expect(store.inboundTrunks.size).toBe(1);
  expect(statuses()).toEqual(["CreateSIPInboundTrunk 429", "CreateSIPInboundTrunk 429", "CreateSIPInboundTrunk 200"]);
});

it.each([
  [500, "500 internal: internal error"],
  [502, "502 undefined: Bad Gateway"],
  [503, "503 unavailable: twirp error unknown: no response from servers"],
] as const)("a broken server answers %s", async (status, refusal) => {
  faults.next("ListSIPInboundTrunk", { kind: "refuse", status });
  expect(await refusalOf(sip.listSipInboundTrunk())).toBe(refusal);
});

it("a dropped call takes effect, although the caller gets no response", async () => {
  faults.next("CreateSIPInboundTrunk", { kind: "drop" });
  await expect(create()).rejects.toThrow("fetch failed");
  expect(store.inboundTrunks.size).toBe(1);
  expect(statuses()).toEqual(["CreateSIPInboundTrunk 0"]);
});

it("a lost call has no effect", async () => {
  faults.next("CreateSIPInboundTrunk", { kind: "lose" });
  await expect(create()).rejects.toThrow("fetch failed");
  expect(store.inboundTrunks.size).toBe(0);
});

it("a delayed call takes effect late", async () => {
  faults.next("CreateSIPInboundTrunk", { kind: "delay", ms: 50 });
  const startedAt = performance.now();
  await create();
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(49);
});

it("of two simultaneous calls, the held one comes second", async () => {
  const held = faults.hold("CreateSIPInboundTrunk");
  const loser = refusalOf(create());
  await held.arrived;
  expect(store.inboundTrunks.size).toBe(0);
  await create();
  held.release();
  expect(await loser).toContain("400 invalid_argument: Conflicting inbound SIP Trunks");
});

it("a stale listing repeats its answer to the last equal request", async () => {
  await sip.listSipInboundTrunk();
  await create();
  faults.next("ListSIPInboundTrunk", { kind: "stale" }, 2);
  expect(await sip.listSipInboundTrunk()).toEqual([]);
  expect(await sip.listSipInboundTrunk({ numbers: ["+1"] })).toHaveLength(1);
  expect(await sip.listSipInboundTrunk()).toHaveLength(1);
});

it("a fault affects only its own operation", async () => {
  faults.next("DeleteSIPTrunk", { kind: "refuse", status: 503 });
  expect(await post("ListSIPTrunk", {})).toMatchObject({ status: 200 });
  expect(await post("DeleteSIPTrunk", { sip_trunk_id: "x" })).toMatchObject({ status: 503 });
});

it("a reset clears objects, calls, faults and ids", async () => {
  await create();
  store.sipHost = "a";
  faults.next("CreateSIPInboundTrunk", { kind: "lose" });
  reset();
  expect([store.inboundTrunks.size, calls.length, store.sipHost]).toEqual([0, 0, undefined]);
  expect(await create()).toMatchObject({ sipTrunkId: "ST_222222222223" });
});
