import { z } from "zod";
import { isAddressOrBlock } from "../values/cidr.js";
import { holdsPassword, PASSWORD_PROBLEM } from "../sip-password.js";

/**
 * Where calls may come from: an IP address or a CIDR block. LiveKit drops what it cannot parse and,
 * with nothing left, lets everybody in; so it is refused here.
 */
export const allowedAddress = z
  .string({ error: "must be an IP address or a CIDR block, such as 54.172.60.0/30" })
  .refine(isAddressOrBlock, {
    error: ({ input }) => `"${input}" is neither an IP address nor a CIDR block; write one such as 54.172.60.0/30`,
  });

/** `host` or `host:port`, as an outbound trunk dials it. */
export function hostAddress(what: string) {
  return z
    .string({ error: `must be ${what}, such as acme.pstn.twilio.com` })
    .refine((value) => !holdsPassword(value), { abort: true, error: PASSWORD_PROBLEM })
    .refine((value) => !/^sips?:/i.test(value), {
      error: ({ input }) => `"${input}" is a SIP URI; leave the scheme out`,
    })
    .refine((value) => !/;?transport=/i.test(value), "must not name a transport; set transport")
    .refine((value) => /^sips?:/i.test(value) || /transport=/i.test(value) || isHost(value), {
      error: ({ input }) =>
        `"${input}" is not a host name or IP address with an optional port; write ${what}, such as acme.pstn.twilio.com`,
    });
}

function isHost(value: string): boolean {
  const match = /^(\[[0-9a-f:]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\d{1,5}))?$/i.exec(value);
  return match !== null && (match[2] === undefined || (Number(match[2]) > 0 && Number(match[2]) <= 65_535));
}
