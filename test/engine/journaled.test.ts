import { describe, expect, it } from "vitest";
import { secretMarker } from "@arkenos/provider/values/markers";
import { withJournal } from "../../stacks/operate/engine/journaled.js";
import { withPending } from "../../stacks/operate/engine/pending.js";
import type { State } from "../../stacks/operate/engine/state.js";

type Props = Readonly<Record<string, unknown>>;
type Event = Parameters<typeof withJournal>[1][number];

const urn = (name: string) => `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/twilio:${name}::shop-${name}`;
const described = (name: string, id: string, inputs: Props = {}, outputs: Props = {}) => ({
  ...{ urn: urn(name), type: `pulumi-nodejs:dynamic/twilio:${name}`, custom: true, id, parent: "", provider: "p" },
  ...{ inputs, outputs: { ...inputs, ...outputs } },
});
type Described = ReturnType<typeof described>;

const kindOf = (kind: string) => ({
  urn: `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/${kind}::shop-${kind}`,
  type: `pulumi-nodejs:dynamic/${kind}`,
});

const event = (kind: "resourcePreEvent" | "resOutputsEvent" | "resOpFailedEvent", metadata: object): Event =>
  ({ sequence: 0, timestamp: 0, [kind]: { metadata } }) as unknown as Event;
const begun = (op: string, to: Described, diffs: string[] = []) =>
  event("resourcePreEvent", { op, urn: to.urn, new: { ...to, id: op === "update" ? to.id : "" }, diffs });
const preEvent = (metadata: object) => event("resourcePreEvent", metadata);
const deleting = (old: Described) => event("resourcePreEvent", { op: "delete", urn: old.urn, old });
const ended = (op: string, to: Described) => event("resOutputsEvent", { op, urn: to.urn, new: to });
const failed = (op: string, to: Described) => event("resOpFailedEvent", { op, urn: to.urn, new: to });
const made = (to: Described, op = "create") => [begun(op, to), ended(op, to)];

const trunk = described("ElasticTrunk", "TK1", { friendlyName: "Shop" }, { domainName: "shop.pstn.twilio.com" });
const url = described("OriginationUrl", "TK1/OU1", { trunkSid: "TK1" });
const credential = described("Credential", "CL1/CR1", { username: "u" }, { authPassword: secretMarker("hidden") });
const having = (...all: Described[]): State => ({ resources: all.map(({ parent, ...resource }) => resource) });
const idsIn = ({ resources = [] }: State) => resources.map(({ id }) => id);
const pendingIn = ({ pending_operations: all = [] }: State) =>
  all.map(({ type, resource }) => `${type} ${resource.type}`);

describe("the journal of a killed run", () => {
  it("adds what was created, with what it depends on", () => {
    const { resources = [], ...state } = withJournal({}, [...made(trunk), ...made(url)]);
    expect(resources.map(({ id, dependencies }) => ({ id, dependencies }))).toEqual([
      { id: "TK1", dependencies: undefined },
      { id: "TK1/OU1", dependencies: [trunk.urn] },
    ]);
    expect(pendingIn(state)).toEqual([]);
  });

  it("is the state itself if the state was written after all", () => {
    const state = having(trunk, url);
    const changed = described("ElasticTrunk", "TK1", { friendlyName: "Shop" });
    const gone = described("CredentialList", "CL9");
    expect(withJournal(state, [...made(trunk), ...made(url), begun("update", changed), deleting(gone)])).toBe(state);
  });

  it("leaves pending what did not end, and what only the cloud knows", () => {
    const state = having(trunk, url);
    const renamed = described("ElasticTrunk", "TK1", { friendlyName: "Bar" });
    const list = described("CredentialList", "CL1");
    const after = withJournal(state, [
      begun("update", renamed),
      ended("update", renamed),
      deleting(url),
      begun("create", list),
    ]);
    expect(idsIn(after)).toEqual(["TK1", "TK1/OU1"]);
    expect(pendingIn(after).sort()).toEqual([
      "creating pulumi-nodejs:dynamic/twilio:CredentialList",
      "deleting pulumi-nodejs:dynamic/twilio:OriginationUrl",
      "updating pulumi-nodejs:dynamic/twilio:ElasticTrunk",
    ]);
  });

  it("forgets what failed without an effect, but not an object that could not be configured", () => {
    const nothing = { ...trunk, id: "" };
    expect(withJournal({}, [begun("create", trunk), failed("create", nothing)])).toEqual({});
    expect(pendingIn(withJournal({}, [begun("create", trunk), failed("create", trunk)]))).toEqual([
      "creating pulumi-nodejs:dynamic/twilio:ElasticTrunk",
    ]);
  });

  it("contains no secret: an object with one is looked for, and a changed one is set again", () => {
    expect(pendingIn(withJournal({}, made(credential)))).toEqual(["creating pulumi-nodejs:dynamic/twilio:Credential"]);
    const before = described("Credential", "CL1/CR1", { username: "u", password: secretMarker("old") });
    const after = described("Credential", "CL1/CR1", { username: "u", password: secretMarker("[secret]") });
    const { resources = [] } = withJournal(having(before), [begun("update", after, ["password"])]);
    expect(resources.map(({ inputs, outputs }) => [inputs, outputs])).toEqual([[{ username: "u" }, { username: "u" }]]);
  });

  it("orders a number after what its calls need, which its props do not name", () => {
    const number = described("NumberAssociation", "PN1", { number: "+15105550100", trunkSid: "TK1" });
    const secret = { authPassword: secretMarker("hidden") };
    const inbound = { ...described("", "ST_1", secret), ...kindOf("livekit:InboundTrunk") };
    const state = withJournal({}, [...made(inbound), ...made(trunk), ...made(url), begun("create", number)]);
    const found = { outputs: {} };
    const all = new Map([
      [number.urn, { id: "PN1", ...found }],
      [inbound.urn, { id: "ST_1", ...found }],
    ]);
    const { resources = [] } = withPending(state, all);
    expect(resources.map(({ id }) => id)).toEqual(["TK1", "TK1/OU1", "ST_1", "PN1"]);
    expect(resources.at(-1)?.dependencies).toEqual([trunk.urn, url.urn, inbound.urn]);
    // The engine would refuse a state with the two in another order, also if the number was complete.
    const complete = withJournal({}, [...made(inbound), ...made(trunk), ...made(number)]);
    expect(idsIn(withPending(complete, all))).toEqual(["TK1", "ST_1", "PN1"]);
    // What was not found is no dependency.
    all.delete(inbound.urn);
    expect(withPending(state, all).resources?.at(-1)?.dependencies).toEqual([trunk.urn, url.urn]);
  });

  it("finds a renamed resource under the URN in the state, and refers to no parent that is not there", () => {
    const renamed = { ...described("ElasticTrunk", "TK1", { friendlyName: "Bar" }), urn: "urn:renamed" };
    const child = { ...url, parent: "urn:renamed-parent" };
    const update = preEvent({ op: "update", urn: renamed.urn, old: trunk, new: renamed, diffs: [] });
    const after = withJournal(having(trunk), [update, ...made(child)]);
    expect(after.pending_operations?.map(({ resource }) => resource.urn)).toEqual([trunk.urn]);
    expect(after.resources?.map(({ parent }) => parent)).toEqual([undefined, undefined]);
  });

  it("keeps what a replacement has replaced, to be deleted last", () => {
    const next = { ...trunk, id: "TK2" };
    const replaced = withJournal(having(trunk), [begun("create-replacement", next), ended("create-replacement", next)]);
    expect(replaced.resources?.map(({ id, delete: isDoomed }) => [id, isDoomed])).toEqual([
      ["TK1", true],
      ["TK2", undefined],
    ]);
    const open = withJournal(having(trunk), [begun("create-replacement", next)]);
    const found = withPending(open, new Map([[trunk.urn, { id: "TK2", outputs: {} }]]));
    expect(found.resources?.map(({ id, delete: isDoomed }) => [id, isDoomed])).toEqual([
      ["TK1", true],
      ["TK2", undefined],
    ]);
  });

  it("a replacement depends neither on the object that it replaces nor on one that depends on it", () => {
    const old = described("ElasticTrunk", "TK1", { friendlyName: "Shop", owner: "shop/dev/shop" });
    const child = { ...described("OriginationUrl", "TK1/OU1", { note: "child" }), dependencies: [old.urn] };
    const next = described("ElasticTrunk", "TK2", { friendlyName: "Bar", owner: "shop/dev/shop", note: "child" });
    const { resources = [] } = withJournal(having(old, child), made(next, "create-replacement"));
    expect(resources.find(({ id }) => id === "TK2")?.dependencies).toBeUndefined();
  });
});
