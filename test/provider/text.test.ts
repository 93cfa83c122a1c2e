import { createRequire } from "node:module";
import * as provider from "@arkenos/provider";
import * as lifecycles from "@arkenos/provider/lifecycle";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { providerText } from "../../provider/resource.js";
import { ENVIRONMENT } from "../../provider/settings.js";
import { openWorld } from "./open-world.js";
import { ProviderProcess } from "./provider-process.js";
import type { World } from "./world.js";

/** Stored in every existing state: these bytes can never change. */
const TEXTS = {
  InboundTrunk: 'exports.handler=()=>require("@arkenos/provider/lifecycle").InboundTrunk;',
  OutboundTrunk: 'exports.handler=()=>require("@arkenos/provider/lifecycle").OutboundTrunk;',
  DispatchRule: 'exports.handler=()=>require("@arkenos/provider/lifecycle").DispatchRule;',
  ElasticTrunk: 'exports.handler=()=>require("@arkenos/provider/lifecycle").ElasticTrunk;',
  OriginationUrl: 'exports.handler=()=>require("@arkenos/provider/lifecycle").OriginationUrl;',
  CredentialList: 'exports.handler=()=>require("@arkenos/provider/lifecycle").CredentialList;',
  Credential: 'exports.handler=()=>require("@arkenos/provider/lifecycle").Credential;',
  TrunkCredentialList: 'exports.handler=()=>require("@arkenos/provider/lifecycle").TrunkCredentialList;',
  IpAccessControlList: 'exports.handler=()=>require("@arkenos/provider/lifecycle").IpAccessControlList;',
  IpAddress: 'exports.handler=()=>require("@arkenos/provider/lifecycle").IpAddress;',
  TrunkIpAccessControlList: 'exports.handler=()=>require("@arkenos/provider/lifecycle").TrunkIpAccessControlList;',
  PhoneNumber: 'exports.handler=()=>require("@arkenos/provider/lifecycle").PhoneNumber;',
  NumberAssociation: 'exports.handler=()=>require("@arkenos/provider/lifecycle").NumberAssociation;',
} as const;

const METHODS = ["check", "configure", "create", "delete", "diff", "read", "update"];

describe.each(Object.entries(TEXTS))("the text of %s", (noun, text) => {
  it("is exactly these bytes, at most 100 of them", () => {
    expect(providerText(noun)).toBe(text);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(100);
  });

  it("resolves to a lifecycle of the built package, as the provider process evaluates it", () => {
    const exports: { handler?: () => object } = {};
    new Function("exports", "require", text)(exports, createRequire(import.meta.url));
    expect(Object.keys(exports.handler?.() ?? {}).toSorted()).toEqual(METHODS);
  });
});

it("the list of nouns, the lifecycles and the public exports name the same resources", () => {
  const nouns = Object.keys(TEXTS).toSorted();
  expect(Object.keys(provider.resources).toSorted()).toEqual(nouns);
  expect(Object.keys(lifecycles).toSorted()).toEqual(nouns);
  const exported: Readonly<Record<string, unknown>> = { ...provider };
  for (const [noun, resource] of Object.entries(provider.resources)) {
    expect(exported[noun]).toBe(resource);
    expect(resource.spec.type.split(":")[1]).toBe(noun);
  }
});

describe("Pulumi's own provider process", () => {
  let world: World;
  let config: Record<string, string>;
  const processes: ProviderProcess[] = [];
  const start = async () => {
    const started = await ProviderProcess.start(config);
    processes.push(started);
    return started;
  };
  beforeEach(async () => {
    world = await openWorld();
    const names = Object.keys(ENVIRONMENT) as (keyof typeof ENVIRONMENT)[];
    const set = names.filter((name) => world.settings[name] !== undefined);
    config = Object.fromEntries(set.map((name) => [`arkenos:${name}`, world.settings[name] ?? ""]));
  });
  afterEach(async () => {
    await Promise.all(processes.splice(0).map((started) => started.stop()));
    await world.close();
  });

  it("checks, creates, diffs, reads, updates and deletes through that text", async () => {
    const __provider = TEXTS.InboundTrunk;
    const up = await start();
    const refused = await up.check({}, { name: "", numbers: ["+15105550100"], __provider });
    expect(refused.failures).toEqual([
      { property: "name", reason: "name: is empty [arkenos:empty]; write the trunk's name" },
    ]);

    const { inputs } = await up.check(
      {},
      { name: "Reception", numbers: ["+15105550100"], owner: "shop/dev/reception", __provider },
    );
    const { id, outs } = await up.create(inputs);
    expect(await world.contents.holds("InboundTrunk", id)).toMatchObject({ name: "Reception" });
    expect(outs).toMatchObject({ trunkId: id, __provider });
    expect(await up.diff(id, outs, inputs)).toEqual({ changes: false, replaces: [] });

    await world.contents.change("InboundTrunk", id, { name: "renamed by hand" });
    const refresh = await start();
    const seen = await refresh.read(id, outs);
    expect(seen).toMatchObject({ id, props: { name: "renamed by hand" } });
    expect(await refresh.diff(id, seen.props, inputs)).toEqual({ changes: true, replaces: [] });
    expect(await refresh.update(id, seen.props, inputs)).toMatchObject({ name: "Reception", trunkId: id });
    expect(await world.contents.holds("InboundTrunk", id)).toMatchObject({ name: "Reception" });

    await refresh.delete(id, outs);
    expect(await world.contents.all("InboundTrunk")).toEqual([]);
    expect((await (await start()).read(id, outs)).id).toBe("");
  });
});
