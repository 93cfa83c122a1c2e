import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { workerNames } from "../../stacks/operate/cli/doctor/doctor-probes.js";
import { readDesired } from "../../stacks/operate/desired/read-desired.js";
import { topologiesOf } from "../../stacks/operate/desired/topologies.js";
import { CATALOG } from "../../stacks/operate/doctor/catalog.js";
import { diagnose } from "../../stacks/operate/doctor/diagnose.js";
import { DoctorContext } from "../../stacks/operate/doctor/doctor-context.js";
import type { StateResource } from "../../stacks/operate/engine/state.js";
import { engineType } from "../../stacks/operate/object-words.js";
import type { Noun } from "../../stacks/operate/observe/observed.js";
import { someTopology } from "../graph/topology.js";

const [OURS, THEIRS] = ["+15105550000", "+442079460100"];
const [HOST, EU] = ["acme.livekit.cloud", "acme-eu.livekit.cloud"];
const URN = "urn:pulumi:dev::acme::";
const DEFAULT = `${URN}pulumi:providers:pulumi-nodejs::default::id`;
const EXPLICIT = `${URN}pulumi:providers:pulumi-nodejs::europe::id`;

function component(name: string): StateResource {
  return { urn: `${URN}arkenos:telephony:SipTopology::${name}`, type: "arkenos:telephony:SipTopology" };
}

function resource(noun: Noun, name: string, more: Partial<StateResource>): StateResource {
  const type = engineType(noun);
  return { urn: `${URN}${type}::${name}`, type, id: `id of ${name}`, ...more };
}

function rule(name: string, agentName: string, more: Partial<StateResource>): StateResource {
  return resource("DispatchRule", name, { ...more, inputs: { roomConfig: { agents: [{ agentName }] } } });
}

/** A stack whose program made these resources. */
async function stackWith(resources: readonly StateResource[]) {
  const { desired, observed } = someTopology({ numbers: 1 });
  const read = await readDesired({
    stack: {
      ...{ name: "dev", folder: join(import.meta.dirname, "..", "example") },
      ...{ state: async () => ({ resources }), hasJournal: async () => false },
    } as never,
    ...{ config: { ...desired.config, trunk: {}, numbers: {} } as never, held: {} },
    session: { account: ({ name }: { name: string }) => (name === "LiveKit" ? HOST : desired.accountSid) } as never,
  });
  const contexts = topologiesOf(read).map((one) => new DoctorContext(one, observed, { env: {}, packages: [] }));
  const { findings, verdicts } = diagnose(contexts, CATALOG);
  return {
    errors: findings.filter(({ severity }) => severity === "error"),
    calls: Object.fromEntries(verdicts.map(({ number, calls, reason }) => [number, reason?.message ?? calls])),
    workers: workerNames({ config: desired.config, desired: read }),
  };
}

const elsewhere = { provider: EXPLICIT, outputs: { account: EU } };
const unchecked = `another provider's account, ${EU}, has its objects`;

describe("a program with another account's provider", () => {
  it("gets no verdict, no finding and no probe for the topology on that account", async () => {
    const america = { parent: component("america").urn, provider: DEFAULT };
    const europe = { parent: component("europe").urn, ...elsewhere };
    const { errors, calls, workers } = await stackWith([
      ...[component("america"), component("europe")],
      rule("america-rule", "arkenos-agent", america),
      resource("InboundTrunk", "america-inbound", { ...america, id: "ST_in", inputs: { numbers: [OURS] } }),
      rule("europe-rule", "eu-agent", europe),
      resource("InboundTrunk", "europe-inbound", { ...europe, inputs: { numbers: [THEIRS] } }),
      resource("NumberAssociation", `europe-${THEIRS}`, { ...europe, outputs: {}, inputs: { number: THEIRS } }),
    ]);
    expect(calls).toEqual({ [OURS]: "reaches the worker", [THEIRS]: unchecked });
    expect(errors.filter(({ message }) => /europe|44207/.test(message))).toEqual([]);
    expect(workers).toEqual(["arkenos-agent"]);
  });

  it("gets no verdict on a number of its own trunk there, though Twilio's objects have the stack's account", async () => {
    const { calls } = await stackWith([
      resource("InboundTrunk", "here", { provider: DEFAULT, id: "ST_in", inputs: { numbers: [OURS] } }),
      resource("InboundTrunk", "there", { ...elsewhere, inputs: { numbers: [THEIRS] } }),
      resource("NumberAssociation", "number", { provider: DEFAULT, inputs: { number: THEIRS } }),
    ]);
    expect(calls).toEqual({ [OURS]: "reaches the worker", [THEIRS]: unchecked });
  });

  it("is checked if that provider has the stack's account too", async () => {
    const here = { provider: EXPLICIT, outputs: { account: HOST } };
    const trunk = resource("InboundTrunk", "here", { ...here, id: "ST_in", inputs: { numbers: [OURS] } });
    expect((await stackWith([trunk])).calls).toEqual({ [OURS]: "reaches the worker" });
  });

  it("is checked if only the stack's own account has a new address", async () => {
    const moved = { provider: DEFAULT, outputs: { account: "former.livekit.cloud" } };
    const trunk = resource("InboundTrunk", "here", { ...moved, id: "ST_in", inputs: { numbers: [OURS] } });
    expect((await stackWith([trunk])).calls).toEqual({ [OURS]: "reaches the worker" });
  });
});
