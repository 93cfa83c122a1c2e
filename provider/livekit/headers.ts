import type { SIPHeaderOptions } from "@livekit/protocol";
import { z } from "zod";

/** Which headers of an INVITE become participant attributes `sip.h.<header>`. */
export const INCLUDE_HEADERS = { none: 0, x: 1, all: 2 } as const satisfies Record<string, SIPHeaderOptions>;

const TOKEN = /^[0-9A-Za-z\-.!%*_+`'~]+$/;
const NOT_A_TOKEN = "is not a SIP header name; use letters, digits and - . ! % * _ + ` ' ~";

/** Headers that the server writes itself and refuses (livekit/protocol `sip_validation.go`). */
const RESERVED = new Set(
  (
    "accept accept-encoding accept-language alert-info allow allow-events authentication-info authorization call-id call-info " +
    "contact content-disposition content-encoding content-language content-length content-type cseq date event expires from " +
    "in-reply-to max-forwards min-expires mime-version proxy-authenticate proxy-authorization proxy-require record-route refer-to " +
    "referred-by reply-to require retry-after route server subject supported timestamp unsupported www-authenticate " +
    "a b c d e f i j k l m n o r s t u v x y"
  ).split(" "),
);

const headerName = z
  .string()
  .min(1, "is empty; write a header name such as X-Customer")
  .max(255, "must not exceed 255 characters")
  .regex(TOKEN, NOT_A_TOKEN);

/** Custom headers, name → value. */
export const headersProp = z
  .record(
    headerName.refine(
      (name) => !RESERVED.has(name.toLowerCase()),
      "is a header that LiveKit writes itself; use one of your own, such as X-Customer",
    ),
    z.string({ error: "must be text" }).max(1024, "must not exceed 1024 characters"),
    { error: "must be an object of header names and values" },
  )
  .default({});

/** Header name → participant attribute. */
export const headersToAttributesProp = z
  .record(headerName, z.string({ error: "must be the name of an attribute" }), {
    error: "must be an object of header names and attributes",
  })
  .default({});

/** Participant attribute → header name. */
export const attributesToHeadersProp = z
  .record(z.string(), headerName, { error: "must be an object of attributes and header names" })
  .default({});

/** Which headers become attributes: `none`, `x` (those that begin with X-), or `all`. */
export const includeHeadersProp = z
  .enum(["none", "x", "all"], { error: 'must be "none", "x" or "all"' })
  .default("none");
