import { z } from "zod";
import { wrongSipHost } from "../sip-host.js";
import { holdsPassword, PASSWORD_PROBLEM } from "../sip-password.js";

const SIP_URI =
  /^sip:(?:\/\/)?(?:(?<user>[^@;?\s]+)@)?(?<host>\[[0-9a-f:]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(?<port>\d{1,5}))?(?<parameters>(?:;[^;?\s]+)*)(?<headers>\?\S+)?$/i;

const EDGES = ["ashburn", "dublin", "frankfurt", "roaming", "sao-paulo", "singapore", "sydney", "tokyo", "umatilla"];

/**
 * Where a trunk sends calls: `sip:host[:port][;transport=udp|tcp|tls][;edge=<edge>]`.
 *
 * @see https://www.twilio.com/docs/sip-trunking/api/originationurl-resource
 */
export const sipUri = z
  .string({ error: "must be a SIP URI, such as sip:acme.sip.livekit.cloud;transport=tcp" })
  .superRefine((uri, context) => {
    const problem = problemOf(uri);
    if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
  });

/** The host a SIP URI names, in lower case, with its port if it has one. */
export function hostOfSipUri(uri: string): string | undefined {
  const { host, port } = SIP_URI.exec(uri)?.groups ?? {};
  return host && (port ? `${host}:${port}` : host).toLowerCase();
}

/** The transport a SIP URI names; Twilio's default is UDP. */
export function transportOfSipUri(uri: string): string {
  return /;transport=(\w+)/i.exec(uri)?.[1]?.toLowerCase() ?? "udp";
}

/**
 * Whether a SIP URI sends calls to a host, however the two are spelled: a default port and a final dot make
 * no difference, and all regions of LiveKit Cloud serve one project.
 */
export function leadsTo(uri: string, host: string): boolean {
  const transport = transportOfSipUri(uri);
  return serverOf(hostOfSipUri(uri) ?? uri, transport) === serverOf(host, transport);
}

/** Whether two SIP URIs send calls the same way to the same host and port. */
export function sameSipUri(one: string, other: string): boolean {
  return one === other || canonical(one) === canonical(other);
}

function canonical(uri: string): string {
  const transport = transportOfSipUri(uri);
  const edge = /;edge=([^;?]+)/i.exec(uri)?.[1]?.toLowerCase() ?? "";
  const user = SIP_URI.exec(uri)?.groups?.user ?? "";
  return [user, withoutDefaultPort(hostOfSipUri(uri) ?? uri, transport), transport, edge].join(" ");
}

function serverOf(host: string, transport: string): string {
  const server = withoutDefaultPort(host.toLowerCase(), transport);
  return server.replace(/^([a-z0-9-]+)\.[a-z]+\.sip\.livekit\.cloud$/, "$1.sip.livekit.cloud");
}

function withoutDefaultPort(host: string, transport: string): string {
  return host.replace(transport === "tls" ? /\.?(:5061)?$/ : /\.?(:5060)?$/, "");
}

function problemOf(uri: string): string | undefined {
  if (holdsPassword(uri)) return PASSWORD_PROBLEM;
  if (/^sips:/i.test(uri)) return `"${uri}": Twilio does not take sips; write sip:…;transport=tls`;
  if (!/^sip:/i.test(uri)) return `"${uri}" does not begin with sip:; write sip:acme.sip.livekit.cloud;transport=tcp`;
  const match = SIP_URI.exec(uri);
  if (!match) return `"${uri}" is not a SIP URI; write sip:host, sip:host:port, and parameters such as ;transport=tcp`;
  if (match.groups?.port !== undefined && (Number(match.groups.port) < 1 || Number(match.groups.port) > 65_535))
    return `"${uri}": the port must be 1 to 65535`;
  if (!["udp", "tcp", "tls"].includes(transportOfSipUri(uri))) return `"${uri}": the transport must be udp, tcp or tls`;
  const wrongHost = wrongSipHost(hostOfSipUri(uri) ?? "");
  if (wrongHost !== undefined) return `"${uri}": the host ${wrongHost}`;
  const edge = /;edge=([^;?]+)/i.exec(uri)?.[1];
  if (edge !== undefined && !EDGES.includes(edge.toLowerCase()))
    return `"${uri}": Twilio ignores an edge it does not know; use one of ${EDGES.join(", ")}`;
  return undefined;
}
