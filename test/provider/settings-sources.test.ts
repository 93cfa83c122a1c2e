import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { accountProblems } from "../../provider/account-problems.js";
import { problemText } from "../../provider/problem.js";
import { ENVIRONMENT, type Setting, settingsFrom } from "../../provider/settings.js";
import { STANDARD_API_KEY } from "../emulator/twilio/twilio.js";
import { openWorld } from "./open-world.js";
import type { Settings } from "./settings.js";
import type { World } from "./world.js";

const ACCOUNT = "AC00000000000000000000000000000001";
const OTHER_ACCOUNT = "AC00000000000000000000000000000002";
const KEY = "SK00000000000000000000000000000001";
const LIVEKIT = { livekitUrl: "wss://acme.livekit.cloud", livekitApiKey: "APIacme", livekitApiSecret: "of-acme" };
const OTHER_LIVEKIT = {
  livekitUrl: "wss://other.livekit.cloud",
  livekitApiKey: "APIother",
  livekitApiSecret: "of-other",
};
const TOKEN = { twilioAccountSid: ACCOUNT, twilioAuthToken: "the-token" };

const settings = (config: Settings, shell: Settings) => {
  const env = Object.entries(shell).map(([name, value]) => [ENVIRONMENT[name as Setting], value]);
  return settingsFrom((name) => config[name], Object.fromEntries(env) as NodeJS.ProcessEnv);
};
const problems = (config: Settings, shell: Settings) => accountProblems(settings(config, shell)).map(problemText);

describe("a set of credentials comes from one source", () => {
  it.each<[string, Settings, Settings, Settings]>([
    [
      "an API key in the config wins over a token in the shell",
      { twilioApiKey: KEY, twilioApiSecret: "of-key" },
      TOKEN,
      { twilioApiKey: KEY, twilioApiSecret: "of-key", twilioAuthToken: undefined, twilioAccountSid: ACCOUNT },
    ],
    [
      "a token in the config is not mixed with an API key in the shell",
      TOKEN,
      { twilioApiKey: KEY, twilioApiSecret: "of-key" },
      { ...TOKEN, twilioApiKey: undefined, twilioApiSecret: undefined },
    ],
    [
      "half a key in the config is not completed from the shell",
      { livekitApiKey: "APIacme" },
      LIVEKIT,
      { livekitApiKey: "APIacme", livekitApiSecret: undefined },
    ],
    ["a config without credentials uses the shell's", { livekitUrl: LIVEKIT.livekitUrl }, LIVEKIT, LIVEKIT],
    ["an empty value counts as unset", { livekitApiKey: "" }, LIVEKIT, LIVEKIT],
  ])("%s", (_, config, shell, expected) => {
    const read = settings(config, shell);
    for (const name of Object.keys(expected) as Setting[]) expect(read(name), name).toBe(expected[name]);
  });

  it("names the missing half of a set, and says that the shell is not used for it", () => {
    expect(problems({ ...TOKEN, livekitUrl: LIVEKIT.livekitUrl, livekitApiKey: "APIacme" }, OTHER_LIVEKIT)).toEqual([
      "livekitApiSecret: not set in the stack's config, which has livekitApiKey, and LIVEKIT_API_SECRET from the " +
        "environment is never mixed with it; run pulumi config set arkenos:livekitApiSecret --secret",
    ]);
  });
});

describe("credentials of the shell", () => {
  it("are not used for an account other than the shell's", () => {
    expect(
      problems({ livekitUrl: LIVEKIT.livekitUrl, twilioAccountSid: ACCOUNT }, { ...OTHER_LIVEKIT, ...TOKEN }),
    ).toEqual([
      "livekitUrl: the stack's config names another account than LIVEKIT_URL from the environment, where " +
        "LIVEKIT_API_KEY and LIVEKIT_API_SECRET come from; set livekitApiKey and livekitApiSecret in the stack's config " +
        "too, or unset LIVEKIT_URL",
    ]);
    expect(problems({ ...LIVEKIT, twilioAccountSid: OTHER_ACCOUNT }, TOKEN)).toEqual([
      expect.stringMatching(/^twilioAccountSid: the stack's config names another account than TWILIO_ACCOUNT_SID/),
    ]);
  });

  it.each<[string, Settings]>([
    ["the same account in different case", { livekitUrl: "WSS://ACME.livekit.cloud:443/" }],
    ["no account in the shell", { livekitUrl: undefined }],
  ])("are used with the account that the config names: %s", (_, shell) => {
    expect(problems({ ...TOKEN, livekitUrl: LIVEKIT.livekitUrl }, { ...LIVEKIT, ...shell })).toEqual([]);
  });
});

describe("a value with stray characters around it", () => {
  it.each([
    ["the-token\n", "ends with a line break"],
    ["the-token\r\n", "ends with a line break"],
    [" the-token", "begins with a space"],
    ["\tthe-token", "begins with a space"],
    ["the-token\u00a0", "ends with a space"],
    ['"the-token"', "is wrapped in quotes"],
    ["'the-token'", "is wrapped in quotes"],
    ["“the-token”", "is wrapped in quotes"],
    ["\u200bthe-token", "contains an invisible character"],
  ])("%j is named without its value", (token, detail) => {
    const inConfig = problems({ ...LIVEKIT, ...TOKEN, twilioAuthToken: token }, {});
    expect(inConfig).toEqual([`twilioAuthToken: ${detail}; set it again without that`]);
    expect(problems(LIVEKIT, { ...TOKEN, twilioAuthToken: token })).toEqual([
      `twilioAuthToken: TWILIO_AUTH_TOKEN from the environment ${detail}; set TWILIO_AUTH_TOKEN again without that`,
    ]);
  });

  it.each<[Setting, string]>([
    ["livekitUrl", `${LIVEKIT.livekitUrl}\n`],
    ["livekitApiKey", '"APIacme"'],
    ["livekitApiSecret", "of-acme "],
    ["twilioAccountSid", `'${ACCOUNT}'`],
    ["twilioApiUrl", " http://127.0.0.1:4010"],
    ["livekitApiUrl", "http://127.0.0.1:7880\n"],
  ])("%s is reported once", (name, value) => {
    expect(problems({ ...LIVEKIT, ...TOKEN, [name]: value }, {})).toEqual([expect.stringMatching(`^${name}: `)]);
  });
});

describe("against the clouds", () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await world.close();
  });

  it("the config's API key works beside a wrong token in the shell", async () => {
    vi.stubEnv("TWILIO_AUTH_TOKEN", "0".repeat(32));
    const key = { twilioApiKey: STANDARD_API_KEY.sid, twilioApiSecret: STANDARD_API_KEY.secret };
    const { id } = await world.run({ twilioAuthToken: "", ...key }).create("CredentialList", { friendlyName: "Shop" });
    expect(await world.contents.holds("CredentialList", id)).toBeDefined();
  });

  it("a refusal says where each setting came from", async () => {
    vi.stubEnv("TWILIO_AUTH_TOKEN", "0".repeat(32));
    vi.stubEnv("LIVEKIT_API_KEY", world.settings.livekitApiKey);
    vi.stubEnv("LIVEKIT_API_SECRET", "wrong".repeat(8));
    const run = world.run({ twilioAuthToken: "", livekitApiKey: "", livekitApiSecret: "" });
    await expect(run.create("CredentialList", { friendlyName: "Shop" })).rejects.toThrow(
      "Check twilioAccountSid from the stack's config with twilioAuthToken (TWILIO_AUTH_TOKEN from the environment)",
    );
    await expect(run.create("InboundTrunk", { name: "Shop", numbers: ["+15105550100"] })).rejects.toThrow(
      "Check livekitApiKey (LIVEKIT_API_KEY from the environment) and livekitApiSecret (LIVEKIT_API_SECRET from the " +
        "environment), and that they belong to livekitUrl from the stack's config",
    );
  });
});
