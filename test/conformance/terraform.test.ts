import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_AVAILABLE } from "../emulator/twilio/seed.js";
import { startTwilio } from "../emulator/twilio/twilio.js";
import { clientOf } from "../emulator-tests/twilio/client.js";
import { TERRAFORM_ANSWERS } from "./terraform-answers.js";
import { forTour, tour } from "./twilio-tour.js";

describe("Terraform's Twilio provider", () => {
  let twilio: Awaited<ReturnType<typeof startTwilio>>;
  beforeAll(async () => {
    twilio = await startTwilio({ available: [...DEFAULT_AVAILABLE, ...forTour] });
    await tour(clientOf(twilio));
  });
  afterAll(() => twilio.close());

  it("can decode every answer of a tour", () => {
    const answered = twilio.calls.filter(({ operation, status }) => status < 300 && operation in TERRAFORM_ANSWERS);
    const misread = answered.flatMap(({ operation, answer }) =>
      (TERRAFORM_ANSWERS[operation]?.safeParse(JSON.parse(answer)).error?.issues ?? []).map(
        ({ path, message }) => `${operation} ${path.join(".")}: ${message}`,
      ),
    );
    expect([...new Set(misread)]).toEqual([]);
    const met = new Set(answered.map(({ operation }) => operation));
    expect(Object.keys(TERRAFORM_ANSWERS).filter((operation) => !met.has(operation))).toEqual([]);
  });

  it("gets null for a trunk's unset fields, and clears a field with an empty value", async () => {
    const { trunks } = clientOf(twilio).trunking.v1;
    const nothing = { friendlyName: null, domainName: null, disasterRecoveryUrl: null, disasterRecoveryMethod: null };
    const bare = await trunks.create({});
    expect(bare).toMatchObject({
      ...{ ...nothing, cnamLookupEnabled: false, secure: false, transferMode: "disable-all" },
      ...{ authType: "", authTypeSet: [], recording: { mode: "do-not-record", trim: "do-not-trim" } },
    });
    await trunks(bare.sid).update({
      ...{ friendlyName: "Acme", domainName: "cleared.pstn.twilio.com" },
      ...{ disasterRecoveryUrl: "https://acme.example/recovery", disasterRecoveryMethod: "POST" },
    });
    // The client sends null as an empty string, as Terraform's does.
    await trunks(bare.sid).update(JSON.parse(JSON.stringify(nothing)) as object);
    expect(await trunks(bare.sid).fetch()).toMatchObject(nothing);
  });

  it("clears a number's settings with empty values", async () => {
    const numbers = clientOf(twilio).incomingPhoneNumbers;
    const unset = {
      ...{ voiceUrl: null, voiceFallbackUrl: null, trunkSid: null, addressSid: null, bundleSid: null },
      ...{ identitySid: null, emergencyAddressSid: null },
    };
    const url = "https://acme.example/voice";
    const { sid } = await numbers.create({ phoneNumber: "+12065550200", voiceUrl: url, voiceFallbackUrl: url });
    await numbers(sid).update({ voiceUrl: "", voiceFallbackUrl: "", statusCallback: "", smsUrl: "", trunkSid: "" });
    expect(await numbers(sid).fetch()).toMatchObject(unset);
  });

  it("reads coordinates as strings", async () => {
    const [offer] = await clientOf(twilio).availablePhoneNumbers("US").local.list({ areaCode: 206, limit: 1 });
    expect(offer).toMatchObject({ latitude: "47.610000", longitude: "-122.330000" });
  });
});
