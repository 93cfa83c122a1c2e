import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { readConfig } from "../../stacks/config.js";
import { pulumiConfig, SECRETS, soundConfig, withoutCredentials } from "./pulumi-config.js";
import { talking } from "../talking.js";

const project = mkdtempSync(join(tmpdir(), "arkenos-project-"));
mkdirSync(join(project, "prompts"));
writeFileSync(join(project, "prompts", "reception.md"), "\nYou answer for Acme.\nBe brief.\n\n");
afterAll(() => rmSync(project, { recursive: true }));

beforeEach(withoutCredentials);

const read = (config: Readonly<Record<string, unknown>> = {}) =>
  readConfig(pulumiConfig({ ...soundConfig, ...config }), project);

describe("a setting that a config omits", () => {
  it("has the product's default", () => {
    expect(read()).toMatchObject({
      namePrefix: "Arkenos",
      agentName: "arkenos-agent",
      adopt: "by-name",
      defaultAgent: undefined,
      trunk: { secure: false, fallbackRegions: [], transferMode: "disable-all", recording: { mode: "do-not-record" } },
      inbound: { roomPrefix: "call", hidePhoneNumber: false, krispEnabled: false },
      outbound: { enabled: true, rotation: "" },
    });
  });

  it("keeps a number owned: it is neither bought nor released", () => {
    expect(read().numbers).toEqual({ "+15105550100": { agent: "reception", purchase: false, release: false } });
  });

  it("makes the agent's worker answer a number", () => {
    const agents = { reception: { systemPrompt: "You answer for Acme.", ...talking, agentName: "front-desk" } };
    const [own, other] = ["+15105550100", "+12065550200"];
    const numbers = { [own]: { agent: "reception" }, [other]: { agent: "reception", agentName: "night-desk" } };
    const config = read({ agents, numbers });
    expect(config.agents["reception"]).toMatchObject({ agentName: "front-desk" });
    expect(config.numbers[own]).toMatchObject({ agentName: "front-desk" });
    expect(config.numbers[other]).toMatchObject({ agentName: "night-desk" });
  });

  it("makes a persona speak first, in English, without tools", () => {
    expect(read().agents).toEqual({
      reception: { systemPrompt: "You answer for Acme.", ...talking, firstSpeaker: "agent", language: "en", tools: [] },
    });
  });

  it("can be anything but the credentials", () => {
    const { agents, numbers } = read({ agents: undefined, numbers: undefined, agentEnv: undefined });
    expect({ agents, numbers }).toEqual({ agents: {}, numbers: {} });
  });
});

describe("credentials", () => {
  const inConfig = { ...soundConfig, livekitUrl: undefined, livekitApiKey: undefined, livekitApiSecret: undefined };

  it("may come from the environment", () => {
    vi.stubEnv("LIVEKIT_URL", "wss://other.livekit.cloud");
    vi.stubEnv("LIVEKIT_API_KEY", "APIother");
    vi.stubEnv("LIVEKIT_API_SECRET", "of-other");
    vi.stubEnv("TWILIO_ACCOUNT_SID", soundConfig.twilioAccountSid);
    vi.stubEnv("TWILIO_API_KEY", "SK00000000000000000000000000000001");
    vi.stubEnv("TWILIO_API_SECRET", "of-key");
    const { livekitUrl, sipDomain } = read({ ...inConfig, twilioAccountSid: undefined, twilioAuthToken: undefined });
    expect({ livekitUrl, sipDomain }).toEqual({
      livekitUrl: "wss://other.livekit.cloud",
      sipDomain: "other.sip.livekit.cloud",
    });
  });

  it("in the config win over the environment's", () => {
    vi.stubEnv("LIVEKIT_URL", "wss://other.livekit.cloud");
    expect(read().livekitUrl).toBe("wss://acme.livekit.cloud");
  });

  it("are not passed on: the provider reads them itself", () => {
    const text = JSON.stringify(read());
    for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
    expect(text).not.toContain(soundConfig.livekitApiKey);
  });
});

describe("the SIP domain", () => {
  it("is derived from the URL of LiveKit Cloud, with a note", () => {
    const { sipDomain, sipDomainDerived } = read({ livekitUrl: "WSS://Acme.livekit.cloud/" });
    expect({ sipDomain, sipDomainDerived }).toEqual({ sipDomain: "acme.sip.livekit.cloud", sipDomainDerived: true });
  });

  it("is derived from livekitUrl, wherever LiveKit's API is called", () => {
    expect(read({ livekitApiUrl: "http://127.0.0.1:7880" }).sipDomain).toBe("acme.sip.livekit.cloud");
  });

  it("may be set, in upper or lower case", () => {
    const { sipDomain, sipDomainDerived } = read({ sipDomain: "4Hx2.SIP.livekit.cloud" });
    expect({ sipDomain, sipDomainDerived }).toEqual({ sipDomain: "4hx2.sip.livekit.cloud", sipDomainDerived: false });
  });

  it.each(["sip.acme.com:5070", "203.0.113.5", "[2001:db8::1]:5060"])(
    "may be a self-hosted server, %s",
    (sipDomain) => {
      expect(read({ livekitUrl: "wss://livekit.acme.com", sipDomain }).sipDomain).toBe(sipDomain);
    },
  );

  it.each(["10.0.0.5", "127.0.0.1:5060", "sip.acme.internal"])("may be private beside a sandbox: %s", (sipDomain) => {
    expect(read({ sipDomain, twilioApiUrl: "http://127.0.0.1:4010" }).sipDomain).toBe(sipDomain);
  });

  it("may be a region's, with other regions as fallbacks", () => {
    const { sipDomain, trunk } = read({
      sipDomain: "acme.eu.sip.livekit.cloud",
      trunk: { fallbackRegions: ["eu", "us"] },
    });
    expect({ sipDomain, regions: trunk.fallbackRegions }).toEqual({
      sipDomain: "acme.eu.sip.livekit.cloud",
      regions: ["eu", "us"],
    });
  });

  it.each(["us", "eu", "india", "sa", "australia"])("has a host in the region %s", (region) => {
    expect(read({ trunk: { fallbackRegions: [region] } }).trunk.fallbackRegions).toEqual([region]);
  });
});

describe("prompts", () => {
  it("are read from files of the project, without blank lines around them", () => {
    const { agents } = read({
      agents: { reception: { systemPromptFile: "prompts/reception.md", greeting: "Hello.", ...talking } },
    });
    expect(agents.reception).toEqual({
      systemPrompt: "You answer for Acme.\nBe brief.",
      greeting: "Hello.",
      ...talking,
      firstSpeaker: "agent",
      language: "en",
      tools: [],
    });
  });
});

describe("strings that look like another type", () => {
  it.each(["[dev] Acme", "{Acme}", "2024", "true"])("stay strings: namePrefix %s", (namePrefix) => {
    expect(read({ namePrefix }).namePrefix).toBe(namePrefix);
  });

  it("leaves other namespaces to their programs", () => {
    expect(() =>
      readConfig({ ...pulumiConfig(soundConfig), "aws:region": "x", "arkenosx:y": "{" }, project),
    ).not.toThrow();
  });
});

describe("settings that must agree", () => {
  it.each([
    ["a secure trunk with TLS and SRTP", { trunk: { secure: true, transport: "tls" }, outbound: { transport: "tls" } }],
    [
      "a secure trunk, with SRTP optional in LiveKit",
      { trunk: { secure: true }, inbound: { media: { encryption: "allow" } } },
    ],
    [
      "another carrier, whatever the trunk uses",
      {
        trunk: { secure: true },
        outbound: { address: "sip.carrier.com", transport: "udp", media: { encryption: "disable" } },
      },
    ],
    ["another carrier, and its numbers", { outbound: { address: "sip.carrier.com", fromNumbers: ["+442079460100"] } }],
    ["calls from a caller ID that is verified at Twilio", { outbound: { fromNumbers: ["+442079460100"] } }],
    ["outbound calls, and no number for inbound ones", { numbers: {}, outbound: { fromNumbers: ["+442079460100"] } }],
    [
      "outbound calls disabled, with any other setting",
      { outbound: { enabled: false, fromNumbers: ["+442079460100"] } },
    ],
    [
      "hidden numbers that all go to the default agent",
      { inbound: { hidePhoneNumber: true }, defaultAgent: "reception" },
    ],
  ])("are valid in %s", (_, config) => {
    expect(() => read(config)).not.toThrow();
  });
});
