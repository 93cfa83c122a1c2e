import { describe, expect, it } from "vitest";
import { type AskedServer, refusalIn } from "./asked-server.js";

const direct = (fields: object, pin = "") => ({
  dispatch_rule: { rule: { dispatch_rule_direct: { room_name: "r", pin } }, ...fields },
});

/** Which trunks and which rules may not coexist. In an error, `#1` is the id of the first. */
export function describeConflicts(server: () => AskedServer): void {
  const trunk = (fields: object) => server().make("CreateSIPInboundTrunk", { trunk: fields });
  const rule = (request: object) => server().make("CreateSIPDispatchRule", request);

  describe("two inbound trunks for the same call", () => {
    it.each([
      [
        "one number",
        [{ numbers: ["+1"] }, { numbers: ["+1"] }],
        `"<new>" and "#1", using the same number(s) ["+1"] without AllowedNumbers set`,
      ],
      [
        "one number in two spellings",
        [{ numbers: ["+1 (2)-3"] }, { numbers: ["9", "123"] }],
        `"<new>" and "#1", using the same number(s) ["9" "123"] without AllowedNumbers set`,
      ],
      [
        "one caller",
        [
          { numbers: ["+1"], allowed_numbers: ["+5", "+6"] },
          { numbers: ["+1"], allowed_numbers: ["7", "6"] },
        ],
        `"<new>" and "#1", using the same number(s) ["+1"] and AllowedNumber "6"`,
      ],
      [
        "any number",
        [{ allowed_addresses: ["1.2.3.4"] }, { auth_username: "u", auth_password: "p" }],
        `"<new>" and "#1", using the same number(s) <any> without AllowedNumbers set`,
      ],
    ])("conflict: %s", async (_, [one, two], says) => {
      const id = await trunk(one as object);
      const refusal = refusalIn(await server().post("CreateSIPInboundTrunk", { trunk: two }));
      expect(refusal.replace(id, "#1")).toBe(`400 invalid_argument: Conflicting inbound SIP Trunks: ${says}`);
      expect(await server().listed("ListSIPInboundTrunk")).toHaveLength(1);
    });

    it.each([
      ["any number and a particular one", { allowed_addresses: ["1.2.3.4"] }, { numbers: ["+1"] }],
      ["any caller and a particular one", { numbers: ["+1"] }, { numbers: ["+1"], allowed_numbers: ["+5"] }],
      ["strings that are not numbers", { numbers: ["a-b"] }, { numbers: ["ab"] }],
      ["a duplicate number in one trunk", { numbers: ["+1", "1"] }, { numbers: ["+2"] }],
    ])("do not conflict: %s", async (_, one, two) => {
      await trunk(one);
      await trunk(two);
    });

    it("an update that keeps its number is compared with the others", async () => {
      await trunk({ numbers: ["+1"] });
      const sip_trunk_id = await trunk({ numbers: ["+2"] });
      const update = { numbers: { add: ["+1"] } };
      const refusal = refusalIn(await server().post("UpdateSIPInboundTrunk", { sip_trunk_id, update }));
      // Which of the two it names first is random on the server, and the numbers belong to that one.
      expect(refusal).toMatch(/using the same number\(s\) \["\+(1|2" "\+1)"\] without AllowedNumbers set$/);
    });

    it("an update that moves to another trunk's number is not detected, and breaks later requests", async () => {
      await trunk({ numbers: ["+1"] });
      const sip_trunk_id = await trunk({ numbers: ["+2"] });
      const moved = await server().post("UpdateSIPInboundTrunk", { sip_trunk_id, replace: { numbers: ["+1"] } });
      expect(moved.status).toBe(200);
      const later = { trunk: { numbers: ["+1"], allowed_numbers: ["+9"] } };
      expect(refusalIn(await server().post("CreateSIPInboundTrunk", later))).toMatch(
        /^400 invalid_argument: Conflicting inbound SIP Trunks: "ST_\w+" and "ST_\w+"/,
      );
    });
  });

  describe("two dispatch rules for the same call", () => {
    const says = (whose: string) =>
      "400 invalid_argument: Dispatch rule for the same trunk, inbound number, number, and PIN combination " +
      `already exists in dispatch rule ${whose}`;

    it.each([
      ["for everything", {}, {}, '"#1" "<blank name>"'],
      ["for one trunk", { trunk_ids: ["ST_a", "ST_b"], name: "r" }, { trunk_ids: ["ST_b"] }, '"#1" "r"'],
      ["for one caller", { inbound_numbers: ["+1"] }, { inbound_numbers: ["1"] }, '"#1" "<blank name>"'],
      ["for one number", { numbers: ["+1"] }, { numbers: ["1"] }, '"#1" "<blank name>"'],
      ["one with duplicates", { trunk_ids: ["ST_a"] }, { numbers: ["1", "+1"], name: "n" }, '"<new>" "n"'],
    ])("conflict: %s", async (_, one, two, whose) => {
      const id = await rule(direct(one));
      const refusal = refusalIn(await server().post("CreateSIPDispatchRule", direct(two)));
      expect(refusal.replace(id, "#1")).toBe(says(whose));
      expect(await server().listed("ListSIPDispatchRule")).toHaveLength(1);
    });

    it.each([
      ["everything and one trunk", direct({}), direct({ trunk_ids: ["ST_a"] })],
      ["two PINs", direct({}, "1"), direct({}, "2")],
      ["open and with a PIN", direct({}), direct({}, "1")],
      ["two callers", direct({ inbound_numbers: ["+1"] }), direct({ inbound_numbers: ["+2"] })],
    ])("do not conflict: %s", async (_, one, two) => {
      await rule(one);
      await rule(two);
    });

    it("a rule that moves to another's trunks is not detected, and breaks unrelated requests", async () => {
      const id = await rule(direct({ trunk_ids: ["ST_a"] }));
      const sip_dispatch_rule_id = await rule(direct({ trunk_ids: ["ST_b"] }));
      const { dispatch_rule: replace } = direct({ trunk_ids: ["ST_a"] });
      const moved = await server().post("UpdateSIPDispatchRule", { sip_dispatch_rule_id, replace });
      expect(moved.status).toBe(200);
      const refusal = refusalIn(await server().post("CreateSIPDispatchRule", direct({ trunk_ids: ["ST_c"] })));
      expect([id, sip_dispatch_rule_id].map((whose) => says(`"${whose}" "<blank name>"`))).toContain(refusal);
    });
  });
}
