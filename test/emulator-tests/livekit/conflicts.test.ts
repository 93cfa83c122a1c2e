import { describe, expect, it } from "vitest";
import { refusalIn, startProject } from "./project.js";

const { post, store } = await startProject();
const first = "ST_222222222223";
const direct = (fields: object, pin = "") => ({
  dispatch_rule: { rule: { dispatch_rule_direct: { room_name: "r", pin } }, ...fields },
});

describe("two inbound trunks for the same call", () => {
  it.each([
    [
      "one number",
      [{ numbers: ["+1"] }, { numbers: ["+1"] }],
      `"<new>" and "${first}", using the same number(s) ["+1"] without AllowedNumbers set`,
    ],
    [
      "one number in two spellings",
      [{ numbers: ["+1 (2)-3"] }, { numbers: ["9", "123"] }],
      `"<new>" and "${first}", using the same number(s) ["9" "123"] without AllowedNumbers set`,
    ],
    [
      "one caller",
      [
        { numbers: ["+1"], allowed_numbers: ["+5", "+6"] },
        { numbers: ["+1"], allowed_numbers: ["7", "6"] },
      ],
      `"<new>" and "${first}", using the same number(s) ["+1"] and AllowedNumber "6"`,
    ],
    [
      "any number",
      [{ allowed_addresses: ["1.2.3.4"] }, { auth_username: "u", auth_password: "p" }],
      `"<new>" and "${first}", using the same number(s) <any> without AllowedNumbers set`,
    ],
  ])("conflict: %s", async (_, [one, two], says) => {
    expect(await post("CreateSIPInboundTrunk", { trunk: one })).toMatchObject({ status: 200 });
    const refusal = refusalIn(await post("CreateSIPInboundTrunk", { trunk: two }));
    expect(refusal).toBe(`400 invalid_argument: Conflicting inbound SIP Trunks: ${says}`);
    expect(store.inboundTrunks.size).toBe(1);
  });

  it.each([
    ["any number and a particular one", { allowed_addresses: ["1.2.3.4"] }, { numbers: ["+1"] }],
    ["any caller and a particular one", { numbers: ["+1"] }, { numbers: ["+1"], allowed_numbers: ["+5"] }],
    ["texts that are no numbers", { numbers: ["a-b"] }, { numbers: ["ab"] }],
    ["one number twice in itself", { numbers: ["+1", "1"] }, { numbers: ["+2"] }],
  ])("do not conflict: %s", async (_, one, two) => {
    expect(await post("CreateSIPInboundTrunk", { trunk: one })).toMatchObject({ status: 200 });
    expect(await post("CreateSIPInboundTrunk", { trunk: two })).toMatchObject({ status: 200 });
  });

  it("the new one is compared after the first stored one, so a later one is named first", async () => {
    await post("CreateSIPInboundTrunk", { trunk: { numbers: ["+1"], allowed_numbers: ["+5"] } });
    await post("CreateSIPInboundTrunk", { trunk: { numbers: ["+1"], allowed_numbers: ["+6"] } });
    const refusal = refusalIn(
      await post("CreateSIPInboundTrunk", { trunk: { numbers: ["+1"], allowed_numbers: ["+6"] } }),
    );
    expect(refusal).toContain('Conflicting inbound SIP Trunks: "ST_222222222224" and "<new>"');
  });

  it("an update that keeps its number is compared with the others", async () => {
    await post("CreateSIPInboundTrunk", { trunk: { numbers: ["+1"] } });
    await post("CreateSIPInboundTrunk", { trunk: { numbers: ["+2"] } });
    const numbers = { add: ["+1"] };
    const answer = await post("UpdateSIPInboundTrunk", { sip_trunk_id: "ST_222222222224", update: { numbers } });
    expect(refusalIn(answer)).toBe(
      `400 invalid_argument: Conflicting inbound SIP Trunks: "ST_222222222224" and "${first}", ` +
        'using the same number(s) ["+2" "+1"] without AllowedNumbers set',
    );
  });

  it("an update that moves to another's number is not noticed, as on the server", async () => {
    await post("CreateSIPInboundTrunk", { trunk: { numbers: ["+1"] } });
    await post("CreateSIPInboundTrunk", { trunk: { numbers: ["+2"] } });
    const replace = { numbers: ["+1"] };
    expect(await post("UpdateSIPInboundTrunk", { sip_trunk_id: "ST_222222222224", replace })).toMatchObject({
      status: 200,
    });
    expect(store.inboundTrunks.all().map(({ numbers }) => numbers)).toEqual([["+1"], ["+1"]]);
    const later = await post("CreateSIPInboundTrunk", { trunk: { numbers: ["+1"], allowed_numbers: ["+9"] } });
    expect(refusalIn(later)).toContain(`"ST_222222222224" and "${first}"`);
  });
});

describe("two dispatch rules for the same call", () => {
  const says = (whose: string) =>
    "400 invalid_argument: Dispatch rule for the same trunk, inbound number, number, and PIN combination " +
    `already exists in dispatch rule ${whose}`;

  it.each([
    ["for everything", {}, {}, '"SDR_222222222223" "<blank name>"'],
    ["for one trunk", { trunk_ids: ["ST_a", "ST_b"], name: "r" }, { trunk_ids: ["ST_b"] }, '"SDR_222222222223" "r"'],
    ["for one caller", { inbound_numbers: ["+1"] }, { inbound_numbers: ["1"] }, '"SDR_222222222223" "<blank name>"'],
    ["for one number", { numbers: ["+1"] }, { numbers: ["1"] }, '"SDR_222222222223" "<blank name>"'],
    ["one in itself", { trunk_ids: ["ST_a"] }, { numbers: ["1", "+1"], name: "n" }, '"<new>" "n"'],
  ])("conflict: %s", async (_, one, two, whose) => {
    expect(await post("CreateSIPDispatchRule", direct(one))).toMatchObject({ status: 200 });
    expect(refusalIn(await post("CreateSIPDispatchRule", direct(two)))).toBe(says(whose));
    expect(store.dispatchRules.size).toBe(1);
  });

  it.each([
    ["everything and one trunk", direct({}), direct({ trunk_ids: ["ST_a"] })],
    ["two PINs", direct({}, "1"), direct({}, "2")],
    ["open and with a PIN", direct({}), direct({}, "1")],
    ["two callers", direct({ inbound_numbers: ["+1"] }), direct({ inbound_numbers: ["+2"] })],
  ])("do not conflict: %s", async (_, one, two) => {
    expect(await post("CreateSIPDispatchRule", one)).toMatchObject({ status: 200 });
    expect(await post("CreateSIPDispatchRule", two)).toMatchObject({ status: 200 });
  });

  it("a conflict that is in the store already fails what has nothing to do with it", async () => {
    await post("CreateSIPDispatchRule", direct({}));
    await post("CreateSIPDispatchRule", direct({ trunk_ids: ["ST_a"] }));
    store.dispatchRules.patch("SDR_222222222224", { trunkIds: [] });
    expect(refusalIn(await post("CreateSIPDispatchRule", direct({ trunk_ids: ["ST_b"] })))).toBe(
      says('"SDR_222222222223" "<blank name>"'),
    );
  });
});
