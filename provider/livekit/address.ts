import { z } from "zod";
import { isAddressOrBlock } from "../values/cidr.js";
import { isHost } from "../values/host.js";
import { withDetail, problemCheck } from "../issues.js";
import type { ProblemDetail } from "../problem.js";
import { passwordProblem } from "../sip-password.js";

/**
 * An address that calls may come from: an IP address or a CIDR block. LiveKit drops an address that it cannot parse
 * and, with none left, accepts calls from everywhere, so invalid addresses are refused here.
 */
export const allowedAddress = z
  .string({ error: "must be an IP address or a CIDR block, such as 54.172.60.0/30" })
  .refine(
    isAddressOrBlock,
    withDetail(({ input }) => ({
      code: "not_an_address",
      message: `"${input}" is neither an IP address nor a CIDR block`,
      remedy: "write one such as 54.172.60.0/30",
    })),
  );

/** `host` or `host:port`, as an outbound trunk dials it. */
export function hostAddress(what: string) {
  return z
    .string({ error: `must be ${what}, such as acme.pstn.twilio.com` })
    .superRefine(problemCheck((value) => passwordProblem(value) ?? hostProblem(value, what)));
}

function hostProblem(value: string, what: string): ProblemDetail | undefined {
  if (/^sips?:/i.test(value))
    return { code: "not_a_host", message: `"${value}" is a SIP URI`, remedy: "leave the scheme out" };
  if (/;?transport=/i.test(value))
    return { code: "not_a_host", message: "must not name a transport", remedy: "set transport" };
  if (isHostAndPort(value)) return undefined;
  return {
    code: "not_a_host",
    message: `"${value}" is not a host name or IP address with an optional port`,
    remedy: `write ${what}, such as acme.pstn.twilio.com`,
  };
}

function isHostAndPort(value: string): boolean {
  const [, host = "", port = "1"] = /^(.+?)(?::(\d{1,5}))?$/.exec(value) ?? [];
  return isHost(host) && Number(port) > 0 && Number(port) <= 65_535;
}
