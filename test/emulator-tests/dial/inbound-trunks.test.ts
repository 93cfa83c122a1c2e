import { beforeEach, describe, expect, it } from "vitest";
import type { PhoneCall } from "../../emulator/dial.js";
import { call, called, caller, end, livekit, rule, trunk } from "./stores.js";

beforeEach(() => livekit.clear());

describe("LiveKit's inbound trunks", () => {
  beforeEach(() => {
    rule();
  });
  const answering = (phoneCall?: Partial<PhoneCall>) =>
    call({}, phoneCall).hops.find(({ at }) => at === "inbound-trunk");

  it("that list the number precede those that list none", () => {
    trunk();
    const specific = trunk({ numbers: ["15550100"] });
    expect(answering()).toMatchObject({ id: specific });
  });

  it("may be missing: the call continues without one, to a rule for all trunks", () => {
    expect(answering()).toMatchObject({
      says: `No inbound trunk lists ${called}; the call continues without a trunk.`,
    });
    expect(call()).toMatchObject({ ok: true, attributes: { "sip.trunkID": "" } });
  });

  it("reject callers that they do not allow", () => {
    const trunkId = trunk({ numbers: [called], allowedNumbers: ["+15550123"] });
    expect(answering()?.says).toBe(
      `${trunkId} does not take calls from ${caller}; the call continues without a trunk.`,
    );
    expect(answering({ from: "1-555-0123" })).toMatchObject({ id: trunkId });
  });

  it.each([
    [["54.172.60.0/30"], "54.172.60.1", true],
    [["54.172.60.0/30"], "54.172.60.9", false],
    [["10.0.0.1", "54.172.60.1"], "54.172.60.1", true],
    [["not an address"], "54.172.60.1", true],
    [["not-an-address"], "54.172.60.1", false],
    [["10.0.0.0/8"], undefined, true],
  ])("with allowed addresses %j accept %s: %s", (allowedAddresses, sourceIp, taken) => {
    const trunkId = trunk({ numbers: [called], allowedAddresses });
    expect(answering(sourceIp === undefined ? {} : { sourceIp })?.id === trunkId).toBe(taken);
  });

  it.each([
    ["two that list the number", { numbers: [called] }],
    ["two that list none", {}],
  ])("are ambiguous: %s", (_, fields) => {
    trunk({ ...fields });
    trunk({ ...fields, allowedNumbers: [caller] });
    expect(end(call())).toBe(
      `inbound-trunk: ST_222222222224 and ST_222222222225 all match ${called} from ${caller}, so LiveKit answers 503.`,
    );
  });

  it("that require a password cannot be used by Twilio", () => {
    trunk({ numbers: [called], authUsername: "u", authPassword: "p" });
    expect(end(call())).toContain("(407)");
  });

  it("with a username but no password require none", () => {
    trunk({ numbers: [called], authUsername: "u" });
    expect(call().ok).toBe(true);
  });
});
