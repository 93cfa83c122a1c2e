import { afterEach, beforeEach, expect, it } from "vitest";
import { Session } from "@arkenos/provider/clouds";
import type { Op, Step } from "../../stacks/operate/engine/step.js";
import { problemText } from "../../provider/problem.js";
import { preflight } from "../../stacks/operate/preflight/preflight.js";
import { World } from "../provider/world.js";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const ID = `OU${"0".repeat(31)}9`;
const MISSING = `adopt: there is no twilio:OriginationUrl ${ID} on its trunk; correct the id, or set adopt: "never"`;

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

function url(op: Op, trunkSid: string, adopt: string): Step {
  const type = "pulumi-nodejs:dynamic/twilio:OriginationUrl";
  const fields = {
    friendlyName: "LiveKit",
    sipUrl: "sip:acme.sip.livekit.cloud",
    priority: 1,
    weight: 1,
    enabled: true,
  };
  return {
    ...{
      op,
      type,
      name: "url",
      urn: `urn:pulumi:dev::acme::${type}::url`,
      parent: "urn:telephony",
      id: "",
      fields: [],
      outputs: {},
    },
    provider: "urn:pulumi:dev::acme::pulumi:providers:pulumi-nodejs::default::x",
    props: { ...fields, trunkSid, adopt },
  };
}

async function reasons(step: Step): Promise<string[]> {
  const session = new Session();
  session.configure((name) => world.settings[name]);
  return (await preflight([step], session)).obstacles.flatMap(({ problems }) => problems.map(problemText));
}

it("refuses the id of a URL on a trunk that does not exist yet, as up does", async () => {
  expect(await reasons(url("create", UNKNOWN, ID))).toEqual([MISSING]);
  expect(await reasons(url("create", UNKNOWN, "never"))).toEqual([]);
});

it("refuses the id of a URL that is not on its replacement's trunk", async () => {
  const { id } = await world.run().create("ElasticTrunk", { friendlyName: "New", owner: "acme/dev/trunk" });
  expect(await reasons(url("replace", id, ID))).toEqual([MISSING]);
  expect(await reasons(url("replace", id, "never"))).toEqual([]);
});
