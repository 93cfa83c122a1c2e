import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { isPrivateAddress } from "../../agent/tools/private-address.js";
import { closeService, here, names, openService, port, resetService, seen, resultFor } from "./fakes/web-service.js";

beforeAll(openService);
afterEach(resetService);
afterAll(closeService);

describe("a private network", () => {
  const INSIDE = "find_order failed: its address is private, and the tool does not allow private addresses";

  it.each([
    "http://127.0.0.1",
    "http://127.1",
    "http://2130706433",
    "http://0x7f000001",
    "http://017700000001",
    "http://0.0.0.0",
    "http://10.0.0.1",
    "http://172.16.0.1",
    "http://172.31.255.255",
    "http://192.168.1.1",
    "http://169.254.169.254",
    "http://169.254.170.2",
    "http://100.64.0.1",
    "http://100.100.100.200",
    "http://168.63.129.16",
    "http://192.0.0.192",
    "http://198.18.0.1",
    "http://224.0.0.1",
    "http://255.255.255.255",
    "http://[::1]",
    "http://[::]",
    "http://[fe80::1]",
    "http://[fc00::1]",
    "http://[fd00:ec2::254]",
    "http://[::ffff:127.0.0.1]",
    "http://[::ffff:a9fe:a9fe]",
    "http://[::127.0.0.1]",
    "http://[64:ff9b::7f00:1]",
    "http://[2002:7f00:1::]",
    "http://[2001:0:7f00:1::]",
    "http://[ff02::1]",
    "https://127.0.0.1",
  ])("%s is not called", async (url) => {
    expect(await resultFor({ url: url.replace(/\/127\.0\.0\.1$/, `/127.0.0.1:${port}`) }, {}, names(["8.8.8.8"]))).toBe(
      INSIDE,
    );
    expect(seen).toEqual([]);
  });

  it.each([
    ["loopback", ["127.0.0.1"]],
    ["metadata", ["169.254.169.254"]],
    ["loopback in IPv6", ["::1"]],
    ["mapped loopback", ["::ffff:127.0.0.1"]],
    ["one of several", ["93.184.216.34", "10.0.0.1"]],
    ["no address", ["not an address"]],
  ])("a name that resolves to %s is not called", async (_, addresses) => {
    expect(await resultFor({ url: `http://rebound.example:${port}/` }, {}, names(addresses))).toBe(INSIDE);
    expect(seen).toEqual([]);
  });

  it("a name is resolved once: the checked address is the one called", async () => {
    const lookup = names(["203.0.114.1"], ["127.0.0.1"]);
    await resultFor({ url: `http://rebound.example:${port}/`, timeoutSeconds: 0.3 }, {}, lookup);
    expect([lookup.asked, seen]).toEqual([1, []]);
  });

  it("is reachable if the tool allows it", async () => {
    expect(await resultFor(here({ url: `http://orders.internal:${port}/` }), {}, names(["127.0.0.1"]))).toMatch(
      /^answered/,
    );
  });

  it.each(["8.8.8.8", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::1"])(
    "%s is public",
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );
});
