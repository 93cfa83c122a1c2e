import { describe, expect, it } from "vitest";
import { headersProp, headersToAttributesProp } from "../../provider/livekit/headers.js";
import { checkHeaderMaps } from "../emulator/livekit/validate/headers.js";
import { FORBIDDEN_HEADERS } from "./fixtures/forbidden-headers.js";

/** SIP headers, in full and compact form, that the server lets its users set. */
const LEGAL = (
  "Alert-Info Authentication-Info Authorization Call-Info Content-Disposition Content-Language Date Diversion Error-Info " +
  "History-Info In-Reply-To Identity MIME-Version Min-Expires Min-SE Organization P-Asserted-Identity P-Preferred-Identity " +
  "Path Priority Privacy Proxy-Authenticate Proxy-Authorization Proxy-Require RAck Reason Referred-By Remote-Party-ID " +
  "Replaces Require Retry-After Route RSeq Server Session-Expires Subject Supported Timestamp To Unsupported User-Agent " +
  "User-to-User Via Warning WWW-Authenticate X-Customer a b c d e f i j n s x y"
).split(" ");

const provider = (headers: object) => headersProp.safeParse(headers).success;
const server = (headers: Record<string, string>) => {
  try {
    checkHeaderMaps({ headers, headersToAttributes: {}, attributesToHeaders: {} });
    return true;
  } catch {
    return false;
  }
};

describe("the provider and the sandbox", () => {
  it.each(FORBIDDEN_HEADERS)("refuse %s in any spelling, as LiveKit's server does", (name) => {
    for (const spelling of [name, name.toUpperCase(), name.replace(/^\w/, (letter) => letter.toUpperCase())])
      expect([provider({ [spelling]: "1" }), server({ [spelling]: "1" })]).toEqual([false, false]);
  });

  it.each(LEGAL)("accept %s, as LiveKit's server does", (name) => {
    expect([provider({ [name]: "1" }), server({ [name]: "1" })]).toEqual([true, true]);
  });

  it.each([
    ["a line feed", "north\nX-Admin: 1", false],
    ["a carriage return", "north\r", false],
    ["NUL", "north\0", false],
    ["DEL", "north\u007f", false],
    ["a tab", "north\tsouth", true],
    ["another alphabet", "Север", true],
    ["1,024 bytes", "é".repeat(512), true],
    ["1,025 bytes", `${"é".repeat(512)}x`, false],
  ])("agree on a value with %s", (_, value, sound) => {
    expect([provider({ "X-Shop": value }), server({ "X-Shop": value })]).toEqual([sound, sound]);
  });
});

describe("a header that callers control", () => {
  it.each([
    "arkenos.agentId",
    "Arkenos.AgentId",
    "sip.phoneNumber",
    "SIP.trunkPhoneNumber",
    "lk.agent.state",
    " sip.ruleID",
  ])("never becomes the attribute %s, which identifies the caller or the agent", (attribute) => {
    const [problem] = headersToAttributesProp.safeParse({ "X-Customer": attribute }).error?.issues ?? [];
    expect(problem?.message).toMatch(/^must not set .*, which tells the worker who calls/);
  });

  it.each(["customer", "sipCustomer", "acme.sip.level", "arkenosLevel"])("may become %s", (attribute) => {
    expect(headersToAttributesProp.safeParse({ "X-Customer": attribute }).success).toBe(true);
  });
});
