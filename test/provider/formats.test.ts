import { describe, expect, it } from "vitest";
import { e164, isE164, sipNumber } from "../../provider/values/e164.js";
import { allowedAddress, hostAddress } from "../../provider/livekit/address.js";
import { stamp, unstamp } from "../../provider/livekit/marker.js";
import {
  isMarkedFor,
  LONGEST_MARKED_NAME,
  markName,
  markOfOther,
  withoutMark,
} from "../../provider/twilio/number-name.js";
import { sipUriProp } from "../../provider/twilio/sip-uri-prop.js";
import { hostOfSipUri, transportOfSipUri } from "../../provider/values/sip-uri.js";
import { domainSeries, terminationDomain } from "../../provider/twilio/termination-domain.js";

describe("a phone number", () => {
  it.each(["+15105550100", "+4930123456", "+1234567", "+123456789012345"])("is %s", (number) => {
    expect([isE164(number), e164().safeParse(number).success, sipNumber().safeParse(number).success]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it.each([
    "",
    "+",
    "+1",
    "+123456",
    "+1234567890123456",
    "+05105550100",
    "15105550100",
    "+1510555010a",
    "+1 5105550100",
    "tel:+15105550100",
  ])("is not %j", (number) => {
    expect([isE164(number), e164().safeParse(number).success]).toEqual([false, false]);
  });

  it.each([
    [
      "(510) 555-0100",
      "is not in E.164 format; write + and 7 to 15 digits that begin with the country code, such as +15105550100",
    ],
    [
      "206-555-0200",
      "is not in E.164 format; write + and 7 to 15 digits that begin with the country code, such as +15105550100",
    ],
    ["0044 20 7946 0100", "is not in E.164 format; write +442079460100"],
    ["+44 (0)20 7946 0100", "is not in E.164 format; write +442079460100"],
    ["+1 (510) 555-0100", "is not in E.164 format; write +15105550100"],
    [
      "12345",
      "is not in E.164 format; write + and 7 to 15 digits that begin with the country code, such as +15105550100",
    ],
  ])("written as %s is reported with the correct spelling", (number, says) => {
    expect(e164().safeParse(number).error?.issues[0]?.message).toBe(`"${number}" ${says}`);
  });

  it.each(["1000", "reception", "front.desk", "#31"])("may be a SIP extension in a SIP field: %s", (extension) => {
    expect(sipNumber().safeParse(extension).success).toBe(true);
  });
});

describe("a SIP URI", () => {
  it.each([
    ["sip:shop.sip.livekit.cloud", "shop.sip.livekit.cloud", "udp"],
    ["sip:Shop.SIP.livekit.cloud:5061;transport=TLS", "shop.sip.livekit.cloud:5061", "tls"],
    ["sip:desk@10.0.0.8;transport=tcp;edge=dublin", "10.0.0.8", "tcp"],
    ["sip:[2001:db8::8]:5060?X-Shop=north", "[2001:db8::8]:5060", "udp"],
  ])("%s has host %s and transport %s", (uri, host, transport) => {
    expect(sipUriProp.safeParse(uri).success).toBe(true);
    expect([hostOfSipUri(uri), transportOfSipUri(uri)]).toEqual([host, transport]);
  });

  it.each([
    "sips:shop.example",
    "shop.example",
    "sip:",
    "sip:@shop.example",
    "sip:shop.example:0",
    "sip:shop.example;transport=sctp",
    "sip:shop.example;edge=mars",
    "sip:shop..example;;",
  ])("is not %s", (uri) => {
    expect(sipUriProp.safeParse(uri).success).toBe(false);
  });
});

describe.each([
  ["a SIP URI", sipUriProp],
  ["an address to call", hostAddress("host")],
])("%s", (_what, schema) => {
  it.each([
    "sip:desk:hunter22@shop.example",
    "sip://desk:hunter22@shop.example:5060;transport=tcp",
    "SIPS:desk:hunt@er22@shop.example",
    "desk:hunter22@shop.example",
    "https://desk:hunter22@shop.example",
  ])("accepts and shows no password: %s", (text) => {
    expect(schema.safeParse(text).error?.issues.map(({ message }) => message)).toEqual([
      "contains a password, which anyone with the stack's state could read; remove it",
    ]);
  });
});

describe("an address", () => {
  it.each(["54.172.60.0/30", "54.172.60.1", "2001:db8::/32", "0.0.0.0/0"])(
    "accepts %s as a source of calls",
    (address) => {
      expect(allowedAddress.safeParse(address).success).toBe(true);
    },
  );

  it.each(["54.172.60.0/33", "54.172.60", "2001:db8::/129", "54.172.60.0/", "54.172.60.0/3/0", "twilio.com", ""])(
    "refuses %j as a source of calls",
    (address) => {
      expect(allowedAddress.safeParse(address).success).toBe(false);
    },
  );

  it.each(["shop.pstn.twilio.com", "shop.pstn.twilio.com:5061", "10.0.0.8", "[2001:db8::8]:5060"])(
    "accepts %s as a target of calls",
    (address) => {
      expect(hostAddress("host").safeParse(address).success).toBe(true);
    },
  );

  it.each(["acme..com", ".acme.com", "acme.com.", "-acme.com", "300.1.2.3", "[::g]", "[::1", "acme.com:0", "a/b", ""])(
    "refuses %j as a target of calls, also in a SIP URI",
    (address) => {
      expect(hostAddress("host").safeParse(address).success).toBe(false);
      expect(sipUriProp.safeParse(`sip:${address};transport=tcp`).success).toBe(false);
    },
  );
});

describe("an owner's marker", () => {
  it.each(["", "front door", '{"arkenos":{"owner":"somebody"}}', "[]", "null"])(
    "is removed from its text beside %j",
    (metadata) => {
      expect(unstamp(stamp({ metadata, owner: "shop/dev/desk" }))).toEqual({
        metadata,
        owner: "shop/dev/desk",
      });
    },
  );

  it.each(["", "front door", "{}", "null", "5", '{"arkenos":"me"}', '{"arkenos":{"owner":5}}'])(
    "is not found in %j",
    (metadata) => {
      expect(unstamp(metadata)).toEqual({ metadata });
    },
  );
});

describe("the marker of a purchase by search", () => {
  const owners = ["a/b/c", "shop/dev/hotline", "a~tilde/dev/x", "a-long-project/production/a-long-resource-name"];

  it.each(owners)(
    "of %s is found by its owner, can be removed, and belongs to somebody else for everyone else",
    (owner) => {
      const stored = markName("Hotline", owner);
      expect(isMarkedFor(stored, owner, "Hotline")).toBe(true);
      expect(withoutMark(stored, owner, "Hotline")).toBe("Hotline");
      expect(isMarkedFor(stored, "shop/prod/hotline", "Hotline")).toBe(false);
      expect(withoutMark(stored, "shop/prod/hotline", "Hotline")).toBe(stored);
      expect(markOfOther(stored, owner)).toBeUndefined();
      expect(stored).toBe(`Hotline [${markOfOther(stored, "shop/prod/hotline")}]`);
    },
  );

  it("fits Twilio's limit at its longest", () => {
    expect(markName("n".repeat(LONGEST_MARKED_NAME), "o".repeat(99)).length).toBeLessThanOrEqual(64);
  });

  it("distinguishes owners whose names begin alike", () => {
    const marked = ["one", "two"].map((end) => markName("", `a-long-project/production/${end}`));
    expect(new Set(marked).size).toBe(2);
  });

  it.each(["Sales [support]", "Sales [shop/dev/hotline]", "Sales [shop/dev/ho~0123456789ab]", "[x]", "(510) 555-0100"])(
    "is not found in %j, which a person wrote",
    (name) => {
      expect(markOfOther(name, "shop/dev/other")).toBeUndefined();
      expect(isMarkedFor(name, "shop/dev/hotline", undefined)).toBe(false);
      expect(withoutMark(name, "shop/dev/hotline", undefined)).toBe(name);
    },
  );

  it("of an earlier version is known to its owner only behind the original name", () => {
    for (const [name, owner] of [
      [undefined, "shop/dev/hotline"],
      ["Hotline", "shop/dev/hotline"],
    ] as const) {
      const stored = `${name ?? "Arkenos"} [shop/dev/hotline]`;
      expect(isMarkedFor(stored, owner, name)).toBe(true);
      expect(withoutMark(stored, owner, name)).toBe(name ?? "Arkenos");
      expect(isMarkedFor(stored, owner, "Another name")).toBe(false);
      expect(markOfOther(stored, "shop/dev/other")).toBeUndefined();
    }
  });
});

describe("a termination domain", () => {
  it("of a series is valid, deterministic and unique to its owner", () => {
    const series = domainSeries("shop/dev/trunk");
    expect(series).toEqual(domainSeries("shop/dev/trunk"));
    expect(series.every((domain) => terminationDomain.safeParse(domain).success)).toBe(true);
    expect(new Set([...series, ...domainSeries("shop/prod/trunk")]).size).toBe(2 * series.length);
  });
});
