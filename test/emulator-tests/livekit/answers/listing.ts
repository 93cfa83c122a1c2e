import { beforeEach, describe, expect, it } from "vitest";
import type { AskedServer } from "./asked-server.js";

type Name = "one" | "two" | "any" | "out";

/** The items of listings, their order, and what is lost. */
export function describeListing(server: () => AskedServer): void {
  describe("a listing", () => {
    let ids: Record<Name, string>;
    beforeEach(async () => {
      const inbound = (trunk: object) => server().make("CreateSIPInboundTrunk", { trunk });
      ids = {
        one: await inbound({ numbers: ["+1"] }),
        two: await inbound({ numbers: ["+2"] }),
        any: await inbound({ allowed_addresses: ["1.2.3.4"] }),
        out: await server().make("CreateSIPOutboundTrunk", {
          trunk: { numbers: ["+1"], address: "a", auth_username: "u" },
        }),
      };
    });
    // Ids are the server's choice; their order is that of the listing.
    const inOrder = (...names: readonly Name[]) => names.map((name) => ids[name]).sort();
    const idsIn = async (method: string, request: object) =>
      (await server().listed(method, request)).map((item) => item.sip_trunk_id ?? item.sip_dispatch_rule_id);

    it.each<[string, (ids: Record<Name, string>) => object, Name[]]>([
      ["all", () => ({}), ["one", "two", "any"]],
      ["by id", ({ one, two }) => ({ trunk_ids: [two, one, "ST_gone"] }), ["one", "two"]],
      ["by number", () => ({ numbers: ["1"] }), ["one", "any"]],
      ["by number and id", ({ one, two }) => ({ numbers: ["(2)"], trunk_ids: [one, two] }), ["two"]],
      ["with a page without limits", () => ({ page: {} }), ["one", "two", "any"]],
      ["with a page of one, which shortens nothing", () => ({ page: { limit: 1 } }), ["one", "two", "any"]],
      ["after the last", () => ({ page: { after_id: "ST_zzz" } }), []],
    ])("has inbound trunks by ascending id: %s", async (_, request, names) => {
      expect(await idsIn("ListSIPInboundTrunk", request(ids))).toEqual(inOrder(...names));
    });

    it("continues after an id", async () => {
      const [first, ...others] = inOrder("one", "two", "any");
      expect(await idsIn("ListSIPInboundTrunk", { page: { after_id: first } })).toEqual(others);
    });

    it("with a limit and a filter together loses the items after a page without a match", async () => {
      const [, second] = inOrder("one", "two", "any");
      expect(await idsIn("ListSIPInboundTrunk", { trunk_ids: [second] })).toEqual([second]);
      expect(await idsIn("ListSIPInboundTrunk", { trunk_ids: [second], page: { limit: 1 } })).toEqual([]);
    });

    it.each<[object, Name[]]>([
      [{ numbers: ["+1"] }, ["out"]],
      [{ numbers: ["1"] }, []],
    ])("finds outbound trunks by the number as written: %j", async (request, names) => {
      expect(await idsIn("ListSIPOutboundTrunk", request)).toEqual(inOrder(...names));
    });

    it("of the deprecated kind has trunks of both directions, with one number each", async () => {
      const items = await server().listed("ListSIPTrunk");
      const inbound = { kind: "TRUNK_INBOUND" };
      const wanted = [
        { sip_trunk_id: ids.one, ...inbound, outbound_number: "+1" },
        { sip_trunk_id: ids.two, ...inbound, outbound_number: "+2" },
        { sip_trunk_id: ids.any, ...inbound, outbound_number: "", inbound_addresses: ["1.2.3.4"] },
        { sip_trunk_id: ids.out, kind: "TRUNK_OUTBOUND", outbound_address: "a", outbound_username: "u" },
      ];
      expect(items).toHaveLength(4);
      for (const trunk of wanted) expect(items).toContainEqual(expect.objectContaining(trunk));
    });

    it("of rules has those of a trunk, and those of every trunk", async () => {
      const rule = (trunk_ids: readonly string[]) =>
        server().make("CreateSIPDispatchRule", { rule: { dispatch_rule_direct: { room_name: "r" } }, trunk_ids });
      const [a, b, every] = [await rule(["ST_a"]), await rule(["ST_b"]), await rule([])];
      expect(await idsIn("ListSIPDispatchRule", {})).toEqual([a, b, every].sort());
      expect(await idsIn("ListSIPDispatchRule", { trunk_ids: ["ST_a"] })).toEqual([a, every].sort());
      expect(await idsIn("ListSIPDispatchRule", { dispatch_rule_ids: [b, "SDR_gone"] })).toEqual([b]);
      expect(await idsIn("ListSIPDispatchRule", { dispatch_rule_ids: [b], trunk_ids: ["ST_a"] })).toEqual([]);
    });
  });
}
