import { SipClient } from "livekit-server-sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Session } from "@arkenos/provider/clouds";
import type { Field } from "../../stacks/operate/engine/field.js";
import type { Step } from "../../stacks/operate/engine/step.js";
import { problemText } from "../../provider/problem.js";
import { preflight } from "../../stacks/operate/preflight/preflight.js";
import { World } from "../provider/world.js";
import { association, inbound, ONE, step, trunkWith, TWO, UNKNOWN } from "./preflight-run.js";

let world: World;
let sip: SipClient;
beforeEach(async () => {
  world = await World.open({ twilio: { owned: [ONE] } });
  const { LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = world.emulator.env;
  sip = new SipClient(world.emulator.livekit.url, LIVEKIT_API_KEY, LIVEKIT_API_SECRET);
});
afterEach(() => world.close());

const sessionOf = (settings: typeof world.settings = {}) => {
  const session = new Session();
  session.configure((name) => settings[name] ?? world.settings[name]);
  return session;
};
const reasons = async (steps: readonly Step[]) =>
  (await preflight(steps, sessionOf())).obstacles.flatMap(({ problems }) => problems.map(problemText));

describe("LiveKit", () => {
  it("would refuse a trunk whose number another one answers: both are named, with a remedy", async () => {
    const { sipTrunkId } = await sip.createSipInboundTrunk("Theirs", [ONE]);
    expect(await reasons([inbound([ONE, TWO])])).toEqual([
      expect.stringMatching(
        new RegExp(
          `^\\${ONE} is already answered by inbound trunk ${sipTrunkId} "Theirs"\\. .*remove the number from it`,
          "i",
        ),
      ),
    ]);
  });

  it("would refuse an update that adds such a number to a trunk", async () => {
    const { sipTrunkId } = await sip.createSipInboundTrunk("Theirs", [ONE]);
    const { sipTrunkId: id } = await sip.createSipInboundTrunk("Ours", [TWO]);
    const fields: Field[] = [{ path: "numbers", before: [TWO], after: [ONE, TWO] }];
    const change = { ...inbound([ONE, TWO]), op: "update", id } as const;
    expect(await reasons([{ ...change, fields }])).toEqual([expect.stringContaining(sipTrunkId)]);
    expect(await reasons([{ ...change, fields: [{ path: "name", before: "A", after: "Ours" }] }])).toEqual([]);
  });

  it("would refuse two trunks of one run with one number", async () => {
    const [one, two] = [
      inbound([ONE], { name: "One", owner: "a/b/1" }),
      inbound([ONE], { name: "Two", owner: "a/b/2" }),
    ];
    expect(await reasons([one, two])).toEqual([
      `${ONE} would also be answered by inbound trunk "One"; keep it on one of the two`,
    ]);
  });

  it("would refuse a rule that receives another one's calls", async () => {
    const { sipTrunkId } = await sip.createSipInboundTrunk("Theirs", [ONE]);
    const { sipDispatchRuleId } = await sip.createSipDispatchRule(
      { type: "individual", roomPrefix: "a" },
      { name: "Their rule", trunkIds: [sipTrunkId] },
    );
    const rule = step("create", "DispatchRule", {
      ...{ name: "Our rule", trunkIds: [sipTrunkId], numbers: [], inboundNumbers: [] },
      rule: { type: "individual", roomPrefix: "b" },
    });
    expect(await reasons([rule])).toEqual([expect.stringMatching(new RegExp(`${sipDispatchRuleId} "Their rule"`))]);
  });

  it("has a trunk of a lost state: it is recovered, and is no conflict", async () => {
    const made = await world.run().create("InboundTrunk", { name: "Ours", numbers: [ONE], owner: "acme/dev/in" });
    expect(await reasons([inbound([ONE])])).toEqual([]);
    expect(made.id).toMatch(/^ST_/);
  });

  it.each(["one trunk", "two trunks"])("of a lost state with %s has a rule, which is no conflict", async (trunks) => {
    const run = world.run();
    const { id } = await run.create("InboundTrunk", { name: "Ours", numbers: [ONE], owner: "acme/dev/in" });
    const rule = {
      ...{ name: "Rule", trunkIds: [id], numbers: [], inboundNumbers: [], owner: "acme/dev/rule" },
      rule: { type: "individual" as const, roomPrefix: "call-", pin: "" },
    };
    await run.create("DispatchRule", rule);
    const lost = [
      inbound([ONE]),
      ...(trunks === "one trunk" ? [] : [inbound([TWO], { name: "New", owner: "acme/dev/new" })]),
    ];
    expect(await reasons([...lost, step("create", "DispatchRule", { ...rule, trunkIds: [UNKNOWN] })])).toEqual([]);
  });
});

describe("the conflicts of a run", () => {
  it("are found all at once, with one listing of each kind, and without a write", async () => {
    await trunkWith(sessionOf(), ONE);
    await sip.createSipInboundTrunk("Theirs", [ONE]);
    const { livekit, twilio } = world.emulator;
    const before = [livekit.calls.length, twilio.calls.length] as const;
    const { obstacles } = await preflight(
      [inbound([ONE, TWO]), inbound([TWO], { name: "Other", owner: "a/b/c" }), association(ONE), association(TWO)],
      sessionOf(),
    );
    expect(obstacles).toHaveLength(4);
    const calls = [...livekit.calls.slice(before[0]), ...twilio.calls.slice(before[1])].map(
      ({ operation }) => operation,
    );
    expect(calls.filter((operation) => !operation.startsWith("List"))).toEqual([]);
    expect(calls).toHaveLength(new Set(calls).size);
  });

  it("are not searched for when nothing changes", async () => {
    const same = [inbound([ONE]), association(ONE)].map((each) => ({ ...each, op: "same", id: "x" }) as const);
    const before = world.calls.length;
    expect(await preflight(same, sessionOf())).toEqual({ obstacles: [], unreadable: [], elsewhere: [] });
    expect(world.calls).toHaveLength(before);
  });

  it("include an object to update that was deleted outside the stack", async () => {
    const { sipTrunkId } = await sip.createSipInboundTrunk("Ours", [TWO]);
    const fields: Field[] = [{ path: "name", before: "Ours", after: "Still ours" }];
    const renamed = { ...inbound([TWO], { name: "Still ours" }), op: "update", fields } as const;
    expect(await reasons([{ ...renamed, id: sipTrunkId }])).toEqual([]);
    expect(await reasons([{ ...renamed, id: "ST_deleted" }])).toEqual([
      "livekit:InboundTrunk ST_deleted was deleted outside this stack; to create it again, run pulumi up --refresh",
    ]);
  });

  it("are not searched for on a trunk that does not exist yet", async () => {
    const list = step("create", "CredentialList", { friendlyName: "Ours", trunkSid: UNKNOWN, callsThrough: UNKNOWN });
    await preflight(
      [step("create", "ElasticTrunk", { friendlyName: "Ours", owner: "acme/dev/trunk" }), list],
      sessionOf(),
    );
    expect(world.calls).toContain("ListSipCredentialList");
    expect(world.calls).not.toContain("ListCredentialList");
  });

  it("are unknown when a cloud is unreadable, which is reported", async () => {
    const { obstacles, unreadable } = await preflight(
      [inbound([ONE]), association(ONE)],
      sessionOf({ twilioAuthToken: "f".repeat(32) }),
    );
    expect({ obstacles, unreadable }).toEqual({
      obstacles: [],
      unreadable: [
        {
          ...{ path: [], code: "not_compared" },
          message: expect.stringMatching(/^Twilio was not compared with this run: .*401/) as string,
          remedy: expect.stringMatching(/^Check twilioAccountSid/) as string,
        },
      ],
    });
  });

  it("are not searched for in another provider's account, which is reported", async () => {
    const provider = "urn:pulumi:dev::acme::pulumi:providers:pulumi-nodejs::eu::x";
    const { obstacles, elsewhere } = await preflight([{ ...association(TWO), provider }], sessionOf());
    expect({ obstacles, elsewhere }).toEqual({
      obstacles: [],
      elsewhere: [
        { path: [], code: "not_compared", message: "The account of the provider eu was not compared with this run" },
      ],
    });
  });
});
