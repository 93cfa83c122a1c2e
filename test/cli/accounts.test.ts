import { tmpdir } from "node:os";
import { type Emulator, type Options, start } from "@arkenos/emulator";
import { afterEach, describe, expect, it } from "vitest";
import { ACCOUNT_SID, AUTH_TOKEN, STANDARD_API_KEY } from "../emulator/twilio/twilio.js";
import { arkenos, arkenosJson } from "./terminal.js";

/** Nothing listens there. */
const NOWHERE = "http://127.0.0.1:9";

describe("without a project, with only the environment,", () => {
  const emulators: Emulator[] = [];
  afterEach(() => Promise.all(emulators.splice(0).map((emulator) => emulator.close())));

  const sandbox = async (options: Options = {}) => {
    const emulator = await start(options);
    emulators.push(emulator);
    return emulator;
  };
  const inNoProject = (env: Readonly<Record<string, string>>) => ({ cwd: tmpdir(), env });

  describe("test-connection", () => {
    const connections = async (env: Readonly<Record<string, string>>, ...argv: string[]) => {
      const ran = await arkenosJson(["test-connection", ...argv], inNoProject(env));
      expect(JSON.stringify(ran.answer)).not.toContain(AUTH_TOKEN);
      return { exitCode: ran.exitCode, connections: ran.answer.connections as { works: boolean }[] };
    };

    it("shows the identity and the permissions of both accounts", async () => {
      const { env } = await sandbox();
      const { exitCode, stdout } = await arkenos(["test-connection"], inNoProject(env));
      expect({ exitCode, stdout }).toEqual({
        exitCode: 0,
        stdout: `✓ LiveKit works, as key devkey of ${new URL(env.LIVEKIT_URL ?? "").host}
    can access: SIP trunks and dispatch rules (0 rules)

✓ Twilio works, as "Arkenos" ${ACCOUNT_SID}, authenticated with the auth token
    can access: SIP trunking and numbers
    can access: account details (Full, active)
`,
      });
    });

    it("recognizes a Standard key, which is enough", async () => {
      const { env } = await sandbox();
      const { TWILIO_AUTH_TOKEN: _, ...others } = env;
      const key = { TWILIO_API_KEY: STANDARD_API_KEY.sid, TWILIO_API_SECRET: STANDARD_API_KEY.secret };
      expect(await connections({ ...others, ...key }, "twilio")).toMatchObject({
        exitCode: 0,
        connections: [
          {
            cloud: "Twilio",
            works: true,
            identity: `${ACCOUNT_SID}, authenticated with Standard key ${STANDARD_API_KEY.sid}`,
            remarks: [{ code: "standard_key", message: expect.stringContaining("cannot read the account") }],
          },
        ],
      });
    });

    it("recognizes a trial account, which has no trunking, and names the remedy", async () => {
      const trial = { sid: ACCOUNT_SID, authToken: AUTH_TOKEN, type: "Trial" as const };
      const { env } = await sandbox({ twilio: { accounts: [trial] } });
      expect(await connections(env)).toMatchObject({
        exitCode: 3,
        connections: [
          { cloud: "LiveKit", works: true },
          {
            works: false,
            remarks: [{ says: expect.stringContaining("10002"), remedy: expect.stringContaining("upgrade") }],
          },
        ],
      });
    });

    it.each([
      ["a wrong auth token", "twilio", { TWILIO_AUTH_TOKEN: "0".repeat(32) }, /20003/, /Check twilioAccountSid/],
      [
        "a wrong secret",
        "livekit",
        { LIVEKIT_API_SECRET: "wrong".repeat(8) },
        /does not accept/,
        /belong to livekitUrl/,
      ],
      ["Twilio is unreachable", "twilio", { TWILIO_API_URL: NOWHERE }, /did not answer/, /can reach api\.twilio\.com/],
      ["LiveKit is unreachable", "livekit", { LIVEKIT_URL: NOWHERE }, /did not answer/, /Check livekitUrl/],
      ["no secret", "livekit", { LIVEKIT_API_SECRET: "" }, /livekitApiSecret: not set/, /LIVEKIT_API_SECRET/],
    ])("reports %s with a remedy", { timeout: 120_000 }, async (_, cloud, wrong, says, remedy) => {
      const { env } = await sandbox();
      expect(await connections({ ...env, ...wrong }, cloud)).toMatchObject({
        exitCode: 3,
        connections: [
          { works: false, remarks: [{ says: expect.stringMatching(says), remedy: expect.stringMatching(remedy) }] },
        ],
      });
    });

    it("supports two clouds", async () => {
      expect(await arkenos(["test-connection", "azure"], inNoProject({}))).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining("Allowed choices are livekit, twilio"),
      });
    });
  });

  describe("numbers search", () => {
    const search = async (...argv: string[]) => {
      const { env, twilio } = await sandbox();
      const ran = await arkenosJson(["numbers", "search", ...argv], inNoProject(env));
      expect(twilio.calls.filter(({ method }) => method !== "GET")).toEqual([]);
      return { exitCode: ran.exitCode, ...ran.answer, calls: twilio.calls.length };
    };

    it("lists numbers with place, capabilities and address requirement", async () => {
      expect(await search("--area-code", "510", "--capabilities", "voice,sms", "--limit", "2")).toMatchObject({
        exitCode: 0,
        type: "local",
        numbers: [
          {
            phoneNumber: "+15105550200",
            locality: "Oakland",
            region: "CA",
            country: "US",
            addressRequirements: "none",
          },
          { phoneNumber: "+15105550201", capabilities: expect.arrayContaining(["voice", "sms"]) },
        ],
      });
      expect(await search("--country", "gb", "--type", "mobile", "--limit", "1")).toMatchObject({
        numbers: [{ country: "GB", addressRequirements: "any" }],
      });
      expect(await search("--country", "GB", "--no-address")).toMatchObject({ exitCode: 0, numbers: [] });
    });

    it("has Twilio's price of each number, or why it is not known", async () => {
      const { env, twilio } = await sandbox();
      const search = async () =>
        (await arkenosJson(["numbers", "search", "--limit", "1"], inNoProject(env))).answer.numbers;
      expect(await search()).toEqual([expect.objectContaining({ monthlyPrice: { amount: "1.15", currency: "USD" } })]);
      twilio.store.numberPrices.delete("US");
      const unknown = expect.stringMatching(/was not found/);
      expect(await search()).toEqual([expect.objectContaining({ monthlyPrice: { unknown } })]);
      const { stdout } = await arkenos(["numbers", "search", "--limit", "1"], inNoProject(env));
      expect(stdout).toMatch(/ unknown *\n\nThe price is not known \(.*\)\. These numbers are not reserved/);
    });

    it("prints a table for a person, and the next step", async () => {
      const { env } = await sandbox();
      const { stdout } = await arkenos(["numbers", "search", "--country", "DE", "--limit", "1"], inNoProject(env));
      expect(stdout).toMatch(
        /^NUMBER +PLACE +CAPABILITIES +MONTHLY +ADDRESS\n\+4930\d+ +Berlin, DE +voice +\$\d\.\d\d +needs a local address\n\nThese numbers are not reserved/,
      );
    });

    it.each([
      [["--type", "mobile"], "Twilio sells no mobile numbers in US", "Types on sale there are local, toll-free"],
      [["--country", "ZZ"], "Twilio sells no numbers in ZZ", "Use another --country"],
    ])("%j: reports what is sold there", async (argv, message, next) => {
      expect(await search(...argv)).toMatchObject({
        exitCode: 2,
        error: { message, next: expect.stringContaining(next) },
      });
    });

    it.each([
      [["--country", "Germany"], '--country "GERMANY" is not a country'],
      [["--area-code", "51"], "--area-code must be three digits"],
      [["--type", "premium"], "--type must be one of local, mobile"],
      [["--capabilities", "voice,video"], '--capabilities must be "voice", "sms"'],
      [["--near", "+15105550100", "--distance", "900"], "--distance must be 1 to 500"],
      [["--limit", "none"], "--limit must be a whole number"],
    ])("%j: is refused before any request", async (argv, message) => {
      const answer = await search(...argv);
      expect(answer).toMatchObject({ exitCode: 2, calls: 0, error: { message: expect.stringContaining(message) } });
    });

    it("without credentials names them", async () => {
      const { exitCode, answer } = await arkenosJson(["numbers", "search"], inNoProject({}));
      expect(exitCode).toBe(2);
      expect(answer.error?.problems?.join("\n")).toMatch(/twilioAccountSid: not set[^]*twilioAuthToken: not set/);
    });
  });
});
