import type { SIPHeaderOptions } from "@livekit/protocol";
import { z } from "zod";
import { empty, withDetail } from "../issues.js";

/** The headers of an INVITE that become participant attributes `sip.h.<header>`. */
export const INCLUDE_HEADERS = { none: 0, x: 1, all: 2 } as const satisfies Record<string, SIPHeaderOptions>;

const TOKEN = /^[0-9A-Za-z\-.!%*_+`'~]+$/;
const NOT_A_TOKEN = withDetail({
  code: "not_a_header_name",
  message: "is not a SIP header name",
  remedy: "use letters, digits and - . ! % * _ + ` ' ~",
});

/** Headers that the server refuses, in their long and short forms (livekit/protocol `sip_validation.go`). */
const RESERVED = new Set(
  (
    "accept accept-encoding accept-language allow allow-events call-id contact content-encoding content-length content-type " +
    "cseq event expires from max-forwards record-route refer-to reply-to k l m o r t u v"
  ).split(" "),
);

/** Attributes that identify the caller and the agent: LiveKit's and ours. */
const KEPT_ATTRIBUTE = /^(sip|lk|arkenos)\./i;

const headerName = z
  .string()
  .min(1, empty("write a header name such as X-Customer"))
  .max(255, "must not exceed 255 characters")
  .regex(TOKEN, NOT_A_TOKEN);

const headerValue = z
  .string({ error: "must be text" })
  .refine((value) => Buffer.byteLength(value) <= 1024, "must not exceed 1024 bytes")
  .regex(
    /^[\t\x20-\x7e\u0080-\u{10ffff}]*$/u,
    withDetail({
      code: "not_a_header_value",
      message: "contains a line break or another control character",
      remedy: "remove it",
    }),
  );

/** Custom headers, name → value. */
export const headersProp = z
  .record(
    headerName.refine(
      (name) => !RESERVED.has(name.toLowerCase()),
      withDetail({
        code: "reserved_header",
        message: "is a header that LiveKit sets itself",
        remedy: "use a custom header, such as X-Customer",
      }),
    ),
    headerValue,
    { error: "must be an object of header names and values" },
  )
  .default({});

/**
 * Header name → participant attribute. Callers control their headers, so attributes that affect routing are excluded.
 */
export const headersToAttributesProp = z
  .record(
    headerName,
    z
      .string({ error: "must be the name of an attribute" })
      .min(1, empty("write the name of an attribute, such as customer"))
      .refine(
        (attribute) => !KEPT_ATTRIBUTE.test(attribute.trim()),
        withDetail(({ input }) => ({
          code: "reserved_attribute",
          message: `must not set ${input}, which tells the worker who calls`,
          remedy: "callers control their headers, so use a custom name, such as customer",
        })),
      ),
    { error: "must be an object of header names and attributes" },
  )
  .default({});

/** Participant attribute → header name. */
export const attributesToHeadersProp = z
  .record(z.string(), headerName, { error: "must be an object of attributes and header names" })
  .default({});

/** The headers that become attributes: `none`, `x` (those that begin with X-), or `all`. */
export const includeHeadersProp = z
  .enum(["none", "x", "all"], { error: 'must be "none", "x" or "all"' })
  .default("none");
