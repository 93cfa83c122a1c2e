import { describe, expect, it } from "vitest";
import { accountProblems } from "../../provider/account-problems.js";
import { livekit } from "../../provider/livekit/client.js";
import { problemText } from "../../provider/problem.js";
import { type Setting, settingsFrom } from "../../provider/settings.js";

const sound: Partial<Record<Setting, string>> = {
  livekitUrl: "wss://acme.livekit.cloud",
  livekitApiKey: "APIacme",
  livekitApiSecret: "secret-of-acme",
  twilioAccountSid: "AC00000000000000000000000000000001",
  twilioAuthToken: "token-of-acme",
};
const given = (settings: Partial<Record<Setting, string>>) =>
  settingsFrom((name) => ({ ...sound, ...settings })[name], {});
const problems = (settings: Partial<Record<Setting, string>>) => accountProblems(given(settings)).map(problemText);
const warnings = (settings: Partial<Record<Setting, string>>) => livekit.warnings?.(given(settings)).map(problemText);

/** Spellings of this machine's address; the URL standard normalizes the last ones. */
const MACHINE = [
  "localhost",
  "127.0.0.1",
  "127.8.9.1",
  "[::1]",
  "[::ffff:127.0.0.1]",
  "0x7f.1",
  "2130706433",
  "0177.0.0.1",
];
const NETWORK = [
  "10.0.0.7",
  "172.16.0.1",
  "172.31.255.1",
  "192.168.1.1",
  "100.64.0.1",
  "169.254.1.1",
  "[fd00::1]",
  "[fe80::1]",
];
const WORLD = [
  "127.evil.com",
  "127.0.0.1.nip.io",
  "localhost.evil.com",
  "evil-localhost",
  "localhost.",
  "sub.localhost",
  "0.0.0.0",
  "[::]",
  "8.8.8.8",
  "172.32.0.1",
  "192.169.0.1",
  "[2001:db8::1]",
  "[::ffff:8.8.8.8]",
  "livekit.acme.com",
];

describe("an address without TLS", () => {
  it.each(MACHINE)("may be this machine: %s", (host) => {
    for (const setting of ["livekitUrl", "livekitApiUrl", "twilioApiUrl"] as const) {
      expect(problems({ [setting]: `http://${host}:7880` })).toEqual([]);
    }
    expect(warnings({ livekitUrl: `ws://${host}:7880` })).toEqual([]);
  });

  it.each(NETWORK)(
    "in a private network, %s, is accepted for LiveKit with a warning, and refused for Twilio",
    (host) => {
      expect(problems({ livekitUrl: `ws://${host}:7880` })).toEqual([]);
      expect(warnings({ livekitUrl: `ws://${host}:7880`, livekitApiUrl: `http://${host}` })).toEqual([
        `livekitUrl: calls to ${host}:7880 are not encrypted, so others on the network can read tokens and passwords; use wss`,
        `livekitApiUrl: calls to ${host} are not encrypted, so others on the network can read tokens and passwords; use wss`,
      ]);
      expect(problems({ twilioApiUrl: `http://${host}:4010` })).toEqual([
        expect.stringMatching(/^twilioApiUrl: plain http to /),
      ]);
    },
  );

  it.each(WORLD)("is refused anywhere else, for example %s", (host) => {
    expect(
      problems({ livekitUrl: `ws://${host}`, livekitApiUrl: `http://${host}`, twilioApiUrl: `http://${host}` }),
    ).toEqual([
      expect.stringMatching(/^livekitUrl: ws:\/\/ to .* unencrypted; use wss, or a loopback or private address$/),
      expect.stringMatching(/^livekitApiUrl: http:\/\/ to .* unencrypted; use wss, or a loopback or private address$/),
      expect.stringMatching(/^twilioApiUrl: plain http to .* unencrypted; use https, or a loopback address$/),
    ]);
    expect(problems({ livekitUrl: `wss://${host}`, twilioApiUrl: `https://${host}` })).toEqual([]);
  });
});

describe("an address", () => {
  it.each(["livekitUrl", "livekitApiUrl", "twilioApiUrl"] as const)(
    "in %s accepts and shows neither user nor password",
    (setting) => {
      for (const url of [
        "https://me:hunter22@acme.livekit.cloud",
        "https://me@acme.livekit.cloud",
        "https://:hunter22@127.0.0.1",
      ]) {
        const said = problems({ [setting]: url });
        expect(said).toEqual([
          `${setting}: contains a user or a password; remove them; credentials have separate settings`,
        ]);
      }
    },
  );

  it.each([
    "wss://acme.livekit.cloud\n",
    " wss://acme.livekit.cloud",
    "wss://acme\r\n.livekit.cloud",
    "wss://acme.livekit.cloud/\0",
  ])("contains no whitespace: %j", (livekitUrl) => {
    expect(problems({ livekitUrl })).toEqual([
      expect.stringMatching(/^livekitUrl: .*(space|line break|invisible character)/),
    ]);
  });
});
