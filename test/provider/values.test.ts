import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { E164 as ofAgent } from "../../agent/contract/e164.js";
import { contains, firstOf, isAddressOrBlock, rangeOf } from "../../provider/values/cidr.js";
import { E164 as ofProvider } from "../../provider/values/e164.js";
import {
  cloudHostOf,
  isLiveKitCloud,
  REGIONS,
  regionalSipDomain,
  sipHostsOf,
  withoutRegion,
} from "../../provider/values/regions.js";
import { leadsTo, parseSipUri } from "../../provider/values/sip-uri.js";
import { isTerminationHost } from "../../provider/values/termination-host.js";

it("provider and agent agree on E.164", () => {
  expect(ofAgent.source).toBe(ofProvider.source);
});

describe("an address block", () => {
  it.each(["203.0.113.8", "54.172.60.0/30", "0.0.0.0/0", "2001:db8::1", "2001:db8::/32", "::ffff:10.0.0.1"])(
    "is %s",
    (text) => expect(isAddressOrBlock(text)).toBe(true),
  );

  it.each([
    "",
    "10",
    "10.1",
    "0x7f.1",
    "010.0.0.1",
    "10.0.0.0/33",
    "2001:db8::/129",
    "10.0.0.0/",
    "10.0.0.0/8/8",
    "acme",
  ])("is not %j", (text) => expect(isAddressOrBlock(text)).toBe(false));

  it.each([
    ["10.0.0.0/8", "10.255.0.1", true],
    ["10.0.0.0/8", "10.1.0.0/16", true],
    ["10.1.0.0/16", "10.0.0.0/8", false],
    ["10.0.0.0/8", "11.0.0.1", false],
    ["0.0.0.0/0", "2001:db8::1", false],
    ["2001:db8::/32", "2001:db8:1::/48", true],
    ["nonsense", "10.0.0.1", false],
    ["10.0.0.0/8", "nonsense", false],
  ])("%s contains %s: %s", (outer, inner, expected) => {
    expect(contains(outer, inner)).toBe(expected);
  });

  it("begins at an address that it contains", () => {
    const octet = fc.nat(255);
    fc.assert(
      fc.property(fc.tuple(octet, octet, octet, octet), fc.integer({ min: 1, max: 32 }), (octets, bits) => {
        const address = octets.join(".");
        const first = firstOf(address, bits);
        expect(contains(`${first}/${bits}`, address)).toBe(true);
        expect(firstOf(first, bits)).toBe(first);
      }),
    );
  });

  it.each([
    ["127.0.0.1", "loopback"],
    ["::ffff:127.0.0.1", "loopback"],
    ["fd00::1", "uniqueLocal"],
    ["8.8.8.8", "unicast"],
    ["acme.example", undefined],
  ])("of %s is for %s", (address, range) => expect(rangeOf(address)).toBe(range));
});

describe("a region of LiveKit Cloud", () => {
  it("has its own host, and every host maps back to the project", () => {
    for (const region of REGIONS) {
      const host = regionalSipDomain("acme.sip.livekit.cloud:5061", region) ?? "";
      expect(host).toBe(`acme.${region}.sip.livekit.cloud:5061`);
      expect(withoutRegion(host)).toBe("acme.sip.livekit.cloud:5061");
      expect(sipHostsOf("acme.sip.livekit.cloud")).toContain(`acme.${region}.sip.livekit.cloud`);
    }
  });

  it("has no meaning on another server", () => {
    expect(regionalSipDomain("sip.acme.com", "eu")).toBeUndefined();
    expect(sipHostsOf("sip.acme.com")).toEqual(["sip.acme.com"]);
  });
});

describe("a SIP URI", () => {
  it("is parsed into its parts", () => {
    expect(parseSipUri("SIP:desk@Acme.example:5061;transport=TLS;edge=Dublin?X-Id=1")).toEqual({
      scheme: "sip",
      user: "desk",
      host: "acme.example",
      port: 5061,
      address: "acme.example:5061",
      transport: "tls",
      edge: "dublin",
    });
  });

  it.each([
    ["sip:acme.eu.sip.livekit.cloud:5060", "acme.sip.livekit.cloud", true],
    ["sip:acme.sip.livekit.cloud.;transport=tls", "acme.sip.livekit.cloud:5061", true],
    ["sip:acme.sip.livekit.cloud:5061", "acme.sip.livekit.cloud", false],
    ["sip:other.sip.livekit.cloud", "acme.sip.livekit.cloud", false],
  ])("%s delivers to %s: %s", (uri, host, expected) => expect(leadsTo(uri, host)).toBe(expected));
});

describe("a host of LiveKit Cloud", () => {
  it.each([
    ["acme.livekit.cloud", { project: "acme", region: undefined, isSip: false, port: "" }],
    ["acme.eu.livekit.cloud", { project: "acme", region: "eu", isSip: false, port: "" }],
    ["acme.sip.livekit.cloud", { project: "acme", region: undefined, isSip: true, port: "" }],
    ["acme.eu.sip.livekit.cloud:5061", { project: "acme", region: "eu", isSip: true, port: ":5061" }],
  ])("%s is taken apart", (host, parts) => expect(cloudHostOf(host)).toEqual(parts));

  it.each(["livekit.cloud", "acme.livekit.cloud.example", "acme.example", ""])("is not %j", (host) =>
    expect(cloudHostOf(host)).toBeUndefined(),
  );

  it.each([
    ["wss://acme.livekit.cloud", true],
    ["https://acme.livekit.cloud:443/", true],
    ["wss://livekit.example", false],
    ["acme.livekit.cloud", false],
  ])("%s as a URL: %s", (url, isCloud) => expect(isLiveKitCloud(url)).toBe(isCloud));
});

describe("a trunk's termination domain, acme.pstn.twilio.com", () => {
  it.each([
    "acme.pstn.twilio.com",
    "ACME.pstn.twilio.com",
    "acme.pstn.ashburn.twilio.com",
    "acme.pstn.us1-ix.twilio.com",
    "acme.pstn.dublin.twilio.com:5061",
    "acme.pstn.twilio.com:5060",
  ])("is dialed at %s", (address) => expect(isTerminationHost(address, "acme.pstn.twilio.com")).toBe(true));

  it.each(["other.pstn.twilio.com", "acme.sip.twilio.com", "acme.pstn.twilio.com.example", "acme.example", ""])(
    "is not dialed at %j",
    (address) => expect(isTerminationHost(address, "acme.pstn.twilio.com")).toBe(false),
  );
});
