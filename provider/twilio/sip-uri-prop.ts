import { z } from "zod";
import { wrongSipHost } from "../sip-host.js";
import { holdsPassword, PASSWORD_PROBLEM } from "../sip-password.js";
import { parseSipUri } from "../values/sip-uri.js";

const EDGES = ["ashburn", "dublin", "frankfurt", "roaming", "sao-paulo", "singapore", "sydney", "tokyo", "umatilla"];

const HOST = /^(\[[0-9a-f:]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)$/;

/** A blank, a parameter without name, a question mark without headers. */
const FLAW = /\s|;(;|\?|$)|\?$/;

/**
 * Where a trunk sends calls: `sip:host[:port][;transport=udp|tcp|tls][;edge=<edge>]`.
 *
 * @see https://www.twilio.com/docs/sip-trunking/api/originationurl-resource
 */
export const sipUriProp = z
  .string({ error: "must be a SIP URI, such as sip:acme.sip.livekit.cloud;transport=tcp" })
  .superRefine((uri, context) => {
    const problem = problemOf(uri);
    if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
  });

function problemOf(uri: string): string | undefined {
  if (holdsPassword(uri)) return PASSWORD_PROBLEM;
  if (/^sips:/i.test(uri)) return `"${uri}": Twilio does not take sips; write sip:…;transport=tls`;
  if (!/^sip:/i.test(uri)) return `"${uri}" does not begin with sip:; write sip:acme.sip.livekit.cloud;transport=tcp`;
  const parsed = FLAW.test(uri) ? undefined : parseSipUri(uri);
  if (parsed === undefined || !HOST.test(parsed.host))
    return `"${uri}" is not a SIP URI; write sip:host, sip:host:port, and parameters such as ;transport=tcp`;
  const { address, port = 1, transport = "udp", edge } = parsed;
  if (port < 1 || port > 65_535) return `"${uri}": the port must be 1 to 65535`;
  if (!["udp", "tcp", "tls"].includes(transport)) return `"${uri}": the transport must be udp, tcp or tls`;
  const wrongHost = wrongSipHost(address);
  if (wrongHost !== undefined) return `"${uri}": the host ${wrongHost}`;
  if (edge !== undefined && !EDGES.includes(edge))
    return `"${uri}": Twilio ignores an edge it does not know; use one of ${EDGES.join(", ")}`;
  return undefined;
}
