import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { adoptRemedy } from "../../provider/refusal.js";
import { resources } from "../../provider/resources.js";
import { configSchema } from "../../stacks/config/config-schema.js";
import type { TopologyArgs } from "../../stacks/topology/topology-args.js";
import { SipTopology } from "../../stacks/topology.js";
import { MockedEngine } from "./mocked-engine.js";

const DIGITS = "0123456789abcdef0123456789abcdef";
const IDS = {
  inboundTrunk: "ST_in",
  dispatchRule: "SDR_rule",
  outboundTrunk: "ST_out",
  elasticTrunk: `TK${DIGITS}`,
  originationUrl: `OU${DIGITS}`,
  credentialList: `CL${DIGITS}`,
};

/** The inputs of each resource of a topology with a fallback region, by name. */
async function inputsOf(adopt: TopologyArgs["adopt"]): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const engine = await MockedEngine.start();
  const numbers = { "+15105550100": {} };
  new SipTopology("t", { sipDomain: "acme.sip.livekit.cloud", numbers, adopt, trunk: { fallbackRegions: ["eu"] } });
  return new Map([...(await engine.registered())].map(([name, { inputs }]) => [name, inputs] as const));
}

/** What each resource is to adopt, by name; the others have adopt: never. */
async function adopted(adopt: TopologyArgs["adopt"]): Promise<Readonly<Record<string, unknown>>> {
  const adoptProps = [...(await inputsOf(adopt))].map(([name, inputs]) => [name, inputs.adopt] as const);
  return Object.fromEntries(adoptProps.filter(([, value]) => value !== undefined && value !== "never"));
}

describe("adopt, set object by object", () => {
  it.each([
    ["t-inbound", { inboundTrunk: IDS.inboundTrunk }, IDS.inboundTrunk],
    ["t-rule", { dispatchRule: IDS.dispatchRule }, IDS.dispatchRule],
    ["t-outbound", { outboundTrunk: IDS.outboundTrunk }, IDS.outboundTrunk],
    ["t-trunk", { elasticTrunk: IDS.elasticTrunk }, IDS.elasticTrunk],
    ["t-origination", { originationUrl: IDS.originationUrl }, IDS.originationUrl],
    [
      "t-origination-eu",
      { fallbackUrls: { eu: `${IDS.elasticTrunk}/${IDS.originationUrl}` } },
      `TK${DIGITS}/OU${DIGITS}`,
    ],
    ["t-credentials", { credentialList: IDS.credentialList }, IDS.credentialList],
  ])("gives %s its id and leaves the others at the default", async (name, ids, id) => {
    expect(await adopted({ default: "never", ...ids })).toEqual({ [name]: id });
  });

  it("adopts by name the objects that it omits, as an unset adopt does", async () => {
    const adoptProps = await adopted({ dispatchRule: "never", outboundTrunk: IDS.outboundTrunk });
    expect(adoptProps).toMatchObject({ "t-inbound": "by-name", "t-outbound": IDS.outboundTrunk });
    expect(adoptProps).not.toHaveProperty("t-rule");
  });
});

describe("the remedy that names an object to adopt", () => {
  const keyOf = (type: string) =>
    Object.keys(IDS).find((each) => type.toLowerCase().endsWith(`:${each.toLowerCase()}`));
  const specs = Object.values(resources).map(({ spec }) => spec);

  it.each(specs.filter(({ type }) => keyOf(type) !== undefined))(
    "is valid in the config and for the resource, for $type",
    (spec) => {
      const key = keyOf(spec.type);
      const id = IDS[key as keyof typeof IDS];
      const words = adoptRemedy(spec, spec.type.endsWith("Url") ? `${IDS.elasticTrunk}/${id}` : id, {
        adopt: "by-name",
      });
      expect(words).toBe(
        `set adopt: "${id}" on the resource, or, in a stack's config, run pulumi config set --path arkenos:adopt.${key} ${id}`,
      );
      expect(configSchema.shape.adopt.safeParse({ [key ?? ""]: id })).toMatchObject({ success: true });
      const { adopt }: Record<string, z.ZodType> = spec.props.shape;
      expect(adopt?.safeParse(id)).toMatchObject({ success: true });
    },
  );

  it("names a fallback region's URL by its region, with the config key for it", async () => {
    const id = `${IDS.elasticTrunk}/${IDS.originationUrl}`;
    const inputs = (await inputsOf("by-name")).get("t-origination-eu") ?? {};
    expect(adoptRemedy(resources.OriginationUrl.spec, id, inputs)).toBe(
      `set adopt: "${IDS.originationUrl}" on the resource, or, in a stack's config, run pulumi config set --path arkenos:adopt.fallbackUrls.eu ${IDS.originationUrl}`,
    );
    expect(await adopted({ default: "never", fallbackUrls: { eu: IDS.originationUrl } })).toEqual({
      "t-origination-eu": IDS.originationUrl,
    });
  });

  it("names the topology's own URL by its noun, even if its host is a region's", () => {
    const inputs = { sipUrl: "sip:acme.eu.sip.livekit.cloud;transport=tcp", priority: 1, friendlyName: "Renamed" };
    expect(adoptRemedy(resources.OriginationUrl.spec, "OU1", inputs)).toMatch(/arkenos:adopt\.originationUrl OU1$/);
    expect(adoptRemedy(resources.OriginationUrl.spec, "OU1", { ...inputs, priority: 2 })).toMatch(
      /arkenos:adopt\.fallbackUrls\.eu OU1$/,
    );
  });

  it("keeps the other objects at adopt: never", () => {
    expect(adoptRemedy(resources.InboundTrunk.spec, "ST_in", { adopt: "never" })).toMatch(
      /run pulumi config set-all --path --plaintext arkenos:adopt\.default=never --plaintext arkenos:adopt\.inboundTrunk=ST_in$/,
    );
  });

  it("suggests no config key for a kind that no stack creates", () => {
    expect(adoptRemedy(resources.IpAccessControlList.spec, `AL${DIGITS}`, { adopt: "by-name" })).toBe(
      `set adopt: "AL${DIGITS}" on the resource`,
    );
  });
});
