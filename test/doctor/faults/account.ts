import { ACCOUNT_SID, STANDARD_API_KEY } from "../../emulator/twilio/seed.js";
import type { Fault } from "../fault.js";
import { NUMBERS, type TestedStack } from "../healthy-stack.js";

const [FIRST] = NUMBERS;

function addAlert({ emulator: { twilio } }: TestedStack, errorCode: string, alertText: string): void {
  const { store } = twilio;
  store.alerts.insert({ ...store.entity("NO", ACCOUNT_SID), errorCode, alertText, resourceSid: `CA${"1".repeat(32)}` });
}

function patchAccount({ emulator }: TestedStack, fields: object): void {
  emulator.twilio.store.accounts.patch(ACCOUNT_SID, fields);
}

/** Faults of accounts, keys and this machine. */
export const accountFaults: readonly Fault[] = [
  {
    id: "twilio-credentials",
    when: "the token is wrong",
    plant: (target) => patchAccount(target, { authToken: "0".repeat(32) }),
    subject: ACCOUNT_SID,
    names: ACCOUNT_SID,
  },
  {
    id: "twilio-unreachable",
    when: "Twilio is unreachable",
    plant: (target) => {
      target.env = { TWILIO_API_URL: "http://127.0.0.1:1" };
    },
    subject: ACCOUNT_SID,
    names: "127.0.0.1:1",
  },
  {
    id: "twilio-key-type",
    when: "the key is a Standard key",
    severity: "info",
    plant: (target) => {
      const { sid: TWILIO_API_KEY, secret: TWILIO_API_SECRET } = STANDARD_API_KEY;
      target.env = { TWILIO_AUTH_TOKEN: "", TWILIO_API_KEY, TWILIO_API_SECRET };
    },
    subject: ACCOUNT_SID,
    names: "Standard key",
  },
  {
    id: "twilio-env-override",
    when: "the environment moves Twilio to another region",
    severity: "warning",
    plant: (target) => {
      target.machine = { ...target.machine, env: { TWILIO_REGION: "ie1" } };
    },
    subject: "TWILIO_REGION",
    names: "TWILIO_REGION=ie1",
  },
  {
    id: "sdk-version",
    when: "an SDK is older than what was tested",
    severity: "warning",
    plant: (target) => {
      const old = { name: "@livekit/protocol", version: "1.20.0", range: "1.51.0" };
      target.machine = { ...target.machine, packages: [old] };
    },
    subject: "@livekit/protocol",
    names: "1.20.0",
  },
  {
    id: "account-active",
    when: "the account is suspended",
    plant: (target) => patchAccount(target, { status: "suspended" }),
    subject: ACCOUNT_SID,
    names: "suspended",
  },
  {
    id: "account-trial",
    when: "a trial account is refused trunking",
    plant: (target) => patchAccount(target, { type: "Trial" }),
    subject: ACCOUNT_SID,
    names: "upgraded account",
  },
  {
    id: "geo-permission",
    when: "the destination is a country that may not be called",
    plant: (target) => {
      target.emulator.twilio.store.dialingPermissions.patch("GB", { lowRiskNumbersEnabled: false });
    },
    subject: "GB",
    names: "United Kingdom",
  },
  {
    id: "trunk-limit",
    when: "the account is full of trunks",
    severity: "warning",
    plant: ({ emulator: { twilio }, ids }) => {
      const { store } = twilio;
      const trunk = store.trunks.get(ids.ElasticTrunk ?? "");
      if (!trunk) throw new Error("the stack has no trunk");
      for (let count = 1; count < 96; count++)
        store.trunks.insert({
          ...trunk,
          ...store.entity("TK", ACCOUNT_SID),
          friendlyName: `${count}`,
          domainName: null,
        });
    },
    subject: ACCOUNT_SID,
    names: "96 of 100",
  },
  {
    id: "call-rate",
    when: "calls arrive faster than the trunk accepts them",
    severity: "info",
    plant: (target) => addAlert(target, "32001", "Trunk CPS limit exceeded"),
    subject: ACCOUNT_SID,
    names: "1 calls",
  },
  {
    id: "trunk-alerts",
    when: "Twilio could not reach the origination URL",
    severity: "info",
    plant: (target) => addAlert(target, "32011", "no response from origination"),
    subject: ACCOUNT_SID,
    names: "32011",
  },
  {
    id: "inbound-call-log",
    when: "a number was called, and not through the trunk",
    severity: "info",
    plant: ({ emulator: { twilio } }) => {
      const { store } = twilio;
      const call = {
        from: "+15105550177",
        to: FIRST,
        status: "completed",
        direction: "inbound",
        trunkSid: null,
      } as const;
      store.callLog.insert({ ...store.entity("CA", ACCOUNT_SID), ...call });
    },
    subject: FIRST,
    names: FIRST,
  },
  {
    id: "livekit-credentials",
    when: "the secret is another project's",
    plant: (target) => {
      target.env = { LIVEKIT_API_SECRET: "another-secret-of-32-characters-or-more" };
    },
    subject: ({ desired }) => new URL(desired.config.livekitUrl).host,
    names: ({ desired }) => new URL(desired.config.livekitUrl).host,
  },
  {
    id: "livekit-unreachable",
    when: "LiveKit is unreachable",
    plant: (target) => {
      target.env = { LIVEKIT_URL: "ws://127.0.0.1:1" };
    },
    subject: ({ desired }) => new URL(desired.config.livekitUrl).host,
    names: "127.0.0.1:1",
  },
  {
    id: "livekit-sip-connected",
    when: "the server has no Redis",
    plant: ({ emulator }) => {
      emulator.livekit.store.sipConnected = false;
    },
    subject: ({ desired }) => new URL(desired.config.livekitUrl).host,
    names: "redis",
  },
];
