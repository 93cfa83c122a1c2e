import { beforeEach, expect, it } from "vitest";
import { startProject } from "./project.js";

const { post, store } = await startProject();
const one = "ST_222222222223";
const two = "ST_222222222224";
const any = "ST_222222222225";
const out = "ST_222222222226";

beforeEach(async () => {
  for (const trunk of [{ numbers: ["+1"] }, { numbers: ["+2"] }, { allowed_addresses: ["1.2.3.4"] }]) {
    await post("CreateSIPInboundTrunk", { trunk });
  }
  await post("CreateSIPOutboundTrunk", { trunk: { numbers: ["+1"], address: "a", auth_username: "u" } });
});

const listed = async (method: string, request: object): Promise<string[]> => {
  const { body } = await post(method, request);
  return JSON.parse(body).items.map((item: Record<string, string>) => item.sip_trunk_id ?? item.sip_dispatch_rule_id);
};

it.each([
  [{}, [one, two, any]],
  [{ trunk_ids: [two, one, "ST_gone"] }, [one, two]],
  [{ numbers: ["1"] }, [one, any]],
  [{ numbers: ["(2)"], trunk_ids: [one, two] }, [two]],
  [{ page: {} }, [one, two, any]],
  [{ page: { limit: 1 } }, [one, two, any]],
  [{ page: { after_id: one } }, [two, any]],
  [{ page: { after_id: "ST_zzz" } }, []],
  [{ page: { limit: -1, after_id: two } }, [any]],
])("inbound trunks %j: %j", async (request, ids) => {
  expect(await listed("ListSIPInboundTrunk", request)).toEqual(ids);
});

it("a limit and a filter together lose what follows a page on which nothing is left", async () => {
  expect(await listed("ListSIPInboundTrunk", { trunk_ids: [two] })).toEqual([two]);
  expect(await listed("ListSIPInboundTrunk", { trunk_ids: [two], page: { limit: 1 } })).toEqual([]);
});

it.each([
  [{ numbers: ["+1"] }, [out]],
  [{ numbers: ["1"] }, []],
])("outbound trunks are found by the number as it is written: %j", async (request, ids) => {
  expect(await listed("ListSIPOutboundTrunk", request)).toEqual(ids);
});

it("the old listing has trunks of both directions, with one number each", async () => {
  const { body } = await post("ListSIPTrunk", {});
  expect(JSON.parse(body).items).toMatchObject([
    { sip_trunk_id: one, kind: "TRUNK_INBOUND", outbound_number: "+1" },
    { sip_trunk_id: two, kind: "TRUNK_INBOUND", outbound_number: "+2" },
    { sip_trunk_id: any, kind: "TRUNK_INBOUND", outbound_number: "", inbound_addresses: ["1.2.3.4"] },
    { sip_trunk_id: out, kind: "TRUNK_OUTBOUND", outbound_number: "+1", outbound_address: "a", outbound_username: "u" },
  ]);
});

it.each([
  [{}, ["SDR_1", "SDR_2", "SDR_3"]],
  [{ trunk_ids: ["ST_a"] }, ["SDR_1", "SDR_3"]],
  [{ dispatch_rule_ids: ["SDR_2", "SDR_gone"] }, ["SDR_2"]],
  [{ dispatch_rule_ids: ["SDR_2"], trunk_ids: ["ST_a"] }, []],
  [{ page: { after_id: "SDR_1" } }, ["SDR_2", "SDR_3"]],
])("dispatch rules %j: %j", async (request, ids) => {
  const rule = { dispatch_rule_direct: { room_name: "r" } };
  for (const [index, trunk_ids] of [["ST_a"], ["ST_b"], []].entries()) {
    store.ids.announce(`SDR_${index + 1}`);
    await post("CreateSIPDispatchRule", { rule, trunk_ids });
  }
  expect(await listed("ListSIPDispatchRule", request)).toEqual(ids);
});
