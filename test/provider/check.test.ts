import { describe, expect, it } from "vitest";
import { check } from "../../provider/check.js";
import { checkFailure } from "../../provider/protocol.js";
import { resources } from "../../provider/resources.js";
import { Session } from "../../provider/session.js";
import { UNKNOWN } from "../../provider/values/markers.js";
import type { Noun } from "./run.js";

const SETTINGS: Readonly<Record<string, string>> = {
  livekitUrl: "wss://shop.livekit.cloud",
  livekitApiKey: "key",
  livekitApiSecret: "secret",
  twilioAccountSid: "AC00000000000000000000000000000001",
  twilioAuthToken: "token",
};

async function judge(
  noun: Noun,
  props: Record<string, unknown>,
  settings: Readonly<Record<string, string>> = SETTINGS,
) {
  const session = new Session();
  session.configure((name) => settings[name]);
  const { inputs, problems } = await check(resources[noun].spec, props, session);
  return { inputs, problems, failures: problems.map((problem) => checkFailure(resources[noun].spec, problem)) };
}

describe("a value that is unknown in a preview", () => {
  it.each([
    ["a whole prop", { trunkIds: UNKNOWN }],
    ["an item of a list", { trunkIds: [UNKNOWN, "ST_2"] }],
    ["a field of an object", { trunkIds: ["ST_2"], rule: { type: "direct", roomName: UNKNOWN } }],
    [
      "deep inside",
      { trunkIds: ["ST_2"], roomConfig: { agents: [{ agentName: UNKNOWN, attributes: { shop: UNKNOWN } }] } },
    ],
    ["an input of a rule over several props", { trunkIds: UNKNOWN, anyTrunk: true }],
  ])("passes: %s", async (_where, props) => {
    const sound = { name: "Reception", rule: { type: "individual" } };
    expect((await judge("DispatchRule", { ...sound, ...props })).failures).toEqual([]);
  });

  it("is passed on unchanged", async () => {
    const { inputs } = await judge("OutboundTrunk", { name: "Out", address: UNKNOWN, numbers: [UNKNOWN] });
    expect(inputs).toMatchObject({ address: UNKNOWN, numbers: [UNKNOWN], transport: "auto" });
  });

  it("does not hide errors beside it", async () => {
    const { failures } = await judge("OutboundTrunk", {
      name: UNKNOWN,
      address: UNKNOWN,
      numbers: [UNKNOWN, "510"],
      transport: "quic",
    });
    expect(failures.map(({ property }) => property)).toEqual(["transport"]);
    const { failures: others } = await judge("OutboundTrunk", {
      name: "",
      address: UNKNOWN,
      numbers: [UNKNOWN, "05105550100"],
    });
    expect(others.map(({ property }) => property)).toEqual(["name", "numbers[1]"]);
  });
});

it("reports every error at once", async () => {
  const { failures } = await judge("IpAddress", { ipAddress: "office", cidrPrefixLength: 40, nmae: "Door" });
  expect(failures.map(({ property }) => property)).toEqual([
    "",
    "ipAccessControlListSid",
    "friendlyName",
    "ipAddress",
    "cidrPrefixLength",
  ]);
});

it("suggests the nearest prop for a misspelled one, and never prints its value, which may be a secret", async () => {
  const { failures } = await judge("CredentialList", { friendlyName: "Shop", addopt: "never" });
  expect(failures).toEqual([
    {
      property: "",
      reason:
        "addopt: unknown property of twilio:CredentialList [arkenos:unknown_key]; did you mean adopt? Valid properties are friendlyName, trunkSid, callsThrough, usernames, adopt, owner",
    },
  ]);
});

it("fills in defaults at every depth", async () => {
  const { inputs } = await judge("ElasticTrunk", { friendlyName: "Shop", recording: { mode: "record-from-answer" } });
  expect(inputs).toMatchObject({
    transferMode: "disable-all",
    recording: { mode: "record-from-answer", trim: "do-not-trim" },
  });
});

it("checks a rule over several props only when each of them is valid", async () => {
  const { failures } = await judge("Credential", {
    credentialListSid: "CL00000000000000000000000000000001",
    username: "",
    rotation: "x".repeat(40),
  });
  expect(failures.map(({ reason }) => reason)).toEqual([expect.stringMatching(/^username: must be 1 to 32/)]);
});

describe("settings of an unusable connection", () => {
  it("are reported with the command that sets them", async () => {
    const { failures } = await judge("CredentialList", { friendlyName: "Shop" }, {});
    expect(failures).toEqual([
      {
        property: "",
        reason: expect.stringMatching(
          /^twilioAccountSid: not set \[arkenos:missing_setting\]; run pulumi config set arkenos:twilioAccountSid/,
        ),
      },
      {
        property: "",
        reason: expect.stringMatching(
          /^twilioAuthToken: not set, .* \[arkenos:missing_setting\]; .*or set TWILIO_AUTH_TOKEN$/,
        ),
      },
    ]);
  });

  it("are not reported as missing while a preview does not know them", async () => {
    const { failures } = await judge("CredentialList", { friendlyName: "Shop" }, { twilioAccountSid: UNKNOWN });
    expect(failures).toEqual([]);
  });

  it("never send the credentials in clear text", async () => {
    const settings = { ...SETTINGS, twilioApiUrl: "http://twilio.example" };
    const { failures } = await judge("CredentialList", { friendlyName: "Shop" }, settings);
    expect(failures.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^twilioApiUrl: .*unencrypted \[arkenos:unencrypted\]; use https/),
    ]);
  });
});
