import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { purchases, releases } from "../../stacks/operate/cli/converge/number-changes.js";
import { outcomeText, releasedIn } from "../../stacks/operate/cli/converge/outcome-text.js";
import { sessionOf } from "../../stacks/operate/cli/stack/session.js";
import type { Step } from "../../stacks/operate/engine/step.js";
import { startTwilio, type Twilio } from "../emulator/twilio/twilio.js";

const OWNED = "+15105550100";
const NEW = "+12065550200";

describe("what a plan buys and releases", () => {
  let twilio: Twilio;
  beforeAll(async () => void (twilio = await startTwilio({ owned: [OWNED] })));
  afterAll(() => twilio.close());
  beforeEach(() => twilio.reset());

  const sentences = async (
    steps: readonly Step[],
    { env = twilio.env as NodeJS.ProcessEnv, agreed }: { env?: NodeJS.ProcessEnv; agreed?: string } = {},
  ): Promise<string[]> => {
    const plan = { steps, unreadable: [], session: sessionOf({}, env) };
    return [...(await purchases(plan, agreed)), ...releases(plan, agreed)];
  };
  const price = "Twilio bills $1.15 a month for as long as you own it.";

  it("is said with the price, for a number and for a search", async () => {
    const steps = [step("create", { phoneNumber: NEW }), step("create", { search: { areaCode: "510" } })];
    expect(await sentences(steps)).toEqual([
      `${NEW} will be bought. ${price}`,
      `telephony-number will buy a number that matches its search. ${price}`,
    ]);
  });

  it("asks for the price of ten numbers at most, and counts the rest", async () => {
    const steps = Array.from({ length: 12 }, (_, index) => step("create", { phoneNumber: `+120655502${10 + index}` }));
    const said = await sentences(steps);
    expect(said).toHaveLength(11);
    expect(said.at(-1)).toBe("2 more numbers will be bought. Twilio bills each one monthly.");
  });

  it("leaves out a number that the account owns, that stays in it, or that was agreed to", async () => {
    const steps = [
      step("create", { phoneNumber: OWNED }),
      step("create", { phoneNumber: NEW }),
      step("delete", { phoneNumber: OWNED, release: false }),
      step("same", { phoneNumber: "+12065550201" }),
    ];
    expect(await sentences(steps, { agreed: NEW })).toEqual([]);
  });

  it("names each number that is released, also when another replaces it", async () => {
    const before = { phoneNumber: "+12065550201", release: true };
    const steps = [
      step("delete", { phoneNumber: OWNED, release: true }),
      step("replace", { phoneNumber: NEW }, before),
    ];
    expect(await sentences(steps)).toEqual([
      `${NEW} will be bought. ${price}`,
      `${OWNED} will be released to Twilio permanently and may be sold to others.`,
      "+12065550201 will be released to Twilio permanently and may be sold to others.",
    ]);
  });

  it("names a number by search by its resource until it is bought, and then by itself", async () => {
    const search = { search: { areaCode: "510" } };
    const bought = { phoneNumber: OWNED, release: true };
    expect(releasedIn([step("delete", { ...search, release: true }, bought)])).toEqual([OWNED]);
    expect(outcomeText({ steps: [step("create", search)], failures: [], notes: [] }, "will")).toContain(
      "Twilio bills monthly for: telephony-number.",
    );
    expect(outcomeText({ steps: [step("delete", search, bought)], failures: [], notes: [] }, "will")).toContain(
      `Still in your Twilio account and billed: ${OWNED}.`,
    );
  });

  it("says that the price is unknown without an account", async () => {
    expect(await sentences([step("create", { phoneNumber: NEW })], { env: {} })).toEqual([
      expect.stringMatching(/will be bought\. Twilio bills it monthly .* the price is unknown/),
    ]);
  });
});

function step(op: Step["op"], props: Step["props"], outputs: Step["outputs"] = {}): Step {
  const [type, name] = ["pulumi-nodejs:dynamic/twilio:PhoneNumber", "telephony-number"];
  return {
    op,
    type,
    name,
    props,
    outputs,
    urn: `urn:pulumi:dev::acme::${type}::${name}`,
    parent: "",
    id: "",
    provider: "",
    fields: [],
  };
}
