import { type Emulator, start } from "@arkenos/emulator";
import { ParticipantInfo, ParticipantInfo_Kind } from "@livekit/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { configFindings } from "../../stacks/operate/doctor/config-findings.js";
import { removeRoom } from "../../stacks/operate/doctor/probes/access.js";
import { probeAgent } from "../../stacks/operate/doctor/probes/agent.js";
import { probeHost } from "../../stacks/operate/doctor/probes/host.js";
import { echoingProxy } from "../provider/echoing-proxy.js";

const TIMEOUTS = { joinMs: 500, secondMs: 200, everyMs: 50 };
const AGENT = "arkenos-agent";
const ROOM = "arkenos-doctor-1";

describe("the probe of the agent", () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await start();
  });
  afterEach(async () => {
    expect(emulator.livekit.store.rooms.all()).toEqual([]);
    await emulator.close();
  });

  const probe = () => {
    const { LIVEKIT_API_KEY: apiKey = "", LIVEKIT_API_SECRET: apiSecret = "", LIVEKIT_URL: url = "" } = emulator.env;
    return probeAgent({ url, apiKey, apiSecret }, AGENT, ROOM, TIMEOUTS);
  };
  const worker = (publishesAudio: boolean) =>
    emulator.livekit.store.workers.insert({ id: "AW_1", agentName: AGENT, publishesAudio });

  it("finds nothing when one agent joins and speaks", async () => {
    worker(true);
    expect(await probe()).toEqual([]);
  });

  it("finds that no worker is registered under the agent name", async () => {
    emulator.livekit.store.workers.insert({ id: "AW_1", agentName: "another-agent", publishesAudio: true });
    expect(await probe()).toMatchObject([
      { id: "agent-worker-health", subject: { id: AGENT } },
      { id: "agent-joins", found: "0", causedBy: { id: "agent-worker-health" } },
    ]);
  });

  it("finds that the agent does not speak", async () => {
    worker(false);
    expect(await probe()).toMatchObject([{ id: "agent-publishes-audio", severity: "warning", subject: { id: AGENT } }]);
  });

  it("keeps its result when its room cannot be deleted or is gone already", async () => {
    worker(false);
    const { faults, store } = emulator.livekit;
    faults.next("DeleteRoom", { kind: "refuse", status: 500 });
    expect(await probe()).toMatchObject([
      { id: "agent-publishes-audio" },
      { id: "probe-room-left", severity: "warning", found: ROOM },
    ]);
    for (const { sid, room } of store.participants.all()) if (room === ROOM) store.participants.delete(sid);
    store.rooms.clear();
    const { LIVEKIT_API_KEY: apiKey = "", LIVEKIT_API_SECRET: apiSecret = "", LIVEKIT_URL: url = "" } = emulator.env;
    await removeRoom({ url, apiKey, apiSecret }, ROOM);
  });

  it("finds a second agent, even one that joins after the first has spoken", async () => {
    worker(true);
    const probed = probe();
    const { rooms, participants, ids } = emulator.livekit.store;
    await expect.poll(() => rooms.all().length).toBe(1);
    const sid = ids.next("PA");
    const info = new ParticipantInfo({ sid, identity: "agent-of-code", kind: ParticipantInfo_Kind.AGENT });
    participants.insert({ sid, room: ROOM, info });
    expect(await probed).toMatchObject([{ id: "agent-joins", found: "2", subject: { id: AGENT } }]);
  });
});

describe("a server that refuses the probe and echoes its token", () => {
  const apiSecret = "s3cret/of+the=project-0123456789";
  const refusals: [string, (sent: string) => [number, string], RegExp][] = [
    ["in a 500 in words", (sent) => [500, sent], /^LiveKit answered 500 at 127\.0\.0\.1:\d+: failed to proxy/],
    [
      "in a 403 in LiveKit's own shape",
      (sent) => [403, JSON.stringify({ code: "permission_denied", msg: `${sent} ${apiSecret} ${btoa(apiSecret)}` })],
      /^LiveKit answered 403 /,
    ],
    [
      "in a 401",
      (sent) => [401, JSON.stringify({ code: "unauthenticated", msg: sent })],
      /^LiveKit does not accept the credentials$/,
    ],
  ];

  it.each(refusals)("is quoted without the token: %s", async (_where, respond, says) => {
    const proxy = await echoingProxy(respond);
    const access = { url: proxy.url.replace("http", "ws"), apiKey: "APIkey", apiSecret };
    const attempts = [() => probeAgent(access, AGENT, ROOM, TIMEOUTS), () => removeRoom(access, ROOM)];
    for (const attempt of attempts) {
      const error = (await attempt().catch((thrown: Error) => thrown)) as Error;
      expect(error.message).toMatch(says);
      expect(`${error.message} ${error.stack} ${String(error.cause)}`).not.toMatch(
        /Bearer(%20| )(?!\[secret\])|\beyJ\w|ZXlKaGJ|s3cret/,
      );
      expect(error.message).not.toContain(btoa(apiSecret).slice(0, 12));
    }
    proxy.close();
  });

  it("is distinguished from an unreachable server", async () => {
    const access = { url: "ws://127.0.0.1:1", apiKey: "APIkey", apiSecret };
    await expect(probeAgent(access, AGENT, ROOM, TIMEOUTS)).rejects.toThrow("LiveKit did not answer at 127.0.0.1:1");
  });

  it.each(["<h1>It works!</h1>", "null", '{"sid":7}'])("is distinguished from one that answers %s", async (said) => {
    const proxy = await echoingProxy(() => [200, said]);
    const access = { url: proxy.url.replace("http", "ws"), apiKey: "APIkey", apiSecret };
    await expect(probeAgent(access, AGENT, ROOM, TIMEOUTS)).rejects.toMatchObject({
      code: "malformed",
      message: expect.stringMatching(/^The answer at 127\.0\.0\.1:\d+ is not LiveKit's$/) as string,
    });
    proxy.close();
  });
});

describe("the probe of the SIP domain", () => {
  const resolvesTo =
    (...addresses: string[]) =>
    () =>
      Promise.resolve(addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })));

  const fails = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

  it.each(["EAI_AGAIN", "ESERVFAIL", "ECONNREFUSED"])("cannot run when no name server responds: %s", async (code) => {
    await expect(probeHost("sip.acme.com:5060", false, fails(code))).rejects.toMatchObject({
      name: "ProbeError",
      code,
    });
  });

  it("finds a domain that does not resolve", async () => {
    expect(await probeHost("nobody.invalid:5060", false, fails("ENOTFOUND"))).toMatchObject([
      { id: "origination-resolves", message: expect.stringContaining("nobody.invalid does not resolve") as string },
    ]);
  });

  it.each([
    [["10.0.0.7"], "10.0.0.7"],
    [["203.0.113.7", "192.168.1.7"], "192.168.1.7"],
    [["fd00::7"], "fd00::7"],
    [["::ffff:127.0.0.1"], "::ffff:127.0.0.1"],
    [["::1", "127.0.0.1"], "::1, 127.0.0.1"],
  ])("finds one that resolves to %j, which Twilio cannot call", async (addresses, found) => {
    expect(await probeHost("sip.acme.com:5060", false, resolvesTo(...addresses))).toMatchObject([
      { id: "origination-resolves", severity: "error", found, subject: { kind: "config", id: "sipDomain" } },
    ]);
  });

  it("finds nothing when it resolves to a public address, or is beside a sandbox", async () => {
    expect(await probeHost("sip.acme.com", false, resolvesTo("203.0.113.7", "2001:4860::7"))).toEqual([]);
    expect(await probeHost("localhost", true)).toEqual([]);
  });
});

it("reports a number that is not in E.164 format in an invalid config", () => {
  const remedy = "write +15105550100, in quotes";
  const problem = { path: ["numbers", "0015105550100"], code: "not_e164", message: "is not in E.164 format", remedy };
  expect(configFindings([problem])).toMatchObject([
    { id: "number-e164", severity: "error", code: "not_e164", subject: { kind: "number", id: "0015105550100" } },
  ]);
});
