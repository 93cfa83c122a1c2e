import { z } from "zod";
import { problemCheck } from "../issues.js";
import type { ProblemDetail } from "../problem.js";
import { sipHostProblem } from "../sip-host.js";
import { passwordProblem } from "../sip-password.js";
import { isHost } from "../values/host.js";
import { parseSipUri } from "../values/sip-uri.js";

const EDGES = ["ashburn", "dublin", "frankfurt", "roaming", "sao-paulo", "singapore", "sydney", "tokyo", "umatilla"];

/** Whitespace, a parameter without a name, or a question mark without headers. */
const INVALID = /\s|;(;|\?|$)|\?$/;

/**
 * The SIP URI to which a trunk sends calls: `sip:host[:port][;transport=udp|tcp|tls][;edge=<edge>]`.
 *
 * @see https://www.twilio.com/docs/sip-trunking/api/originationurl-resource
 */
export const sipUriProp = z
  .string({ error: "must be a SIP URI, such as sip:acme.sip.livekit.cloud;transport=tcp" })
  .superRefine(problemCheck(detailOf));

function detailOf(uri: string): ProblemDetail | undefined {
  const password = passwordProblem(uri);
  if (password) return password;
  const wrong = (code: string, message: string, remedy: string) => ({ code, message: `"${uri}"${message}`, remedy });
  if (/^sips:/i.test(uri)) return wrong("sips", ": Twilio does not support sips", "write sip:…;transport=tls");
  if (!/^sip:/i.test(uri))
    return wrong("not_sip_uri", " does not begin with sip:", "write sip:acme.sip.livekit.cloud;transport=tcp");
  const parsed = INVALID.test(uri) ? undefined : parseSipUri(uri);
  if (parsed === undefined || !isHost(parsed.host))
    return wrong(
      "not_sip_uri",
      " is not a SIP URI",
      "write sip:host, sip:host:port, and parameters such as ;transport=tcp",
    );
  const { address, port = 1, transport = "udp", edge } = parsed;
  if (port < 1 || port > 65_535) return { code: "wrong_port", message: `"${uri}": the port must be 1 to 65535` };
  if (!["udp", "tcp", "tls"].includes(transport))
    return { code: "wrong_transport", message: `"${uri}": the transport must be udp, tcp or tls` };
  const host = sipHostProblem(address);
  if (host) return { ...host, message: `"${uri}": the host ${host.message}` };
  if (edge === undefined || EDGES.includes(edge)) return undefined;
  return wrong("unknown_edge", ": Twilio ignores an edge it does not know", `use one of ${EDGES.join(", ")}`);
}
