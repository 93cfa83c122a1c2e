import { invalid } from "./errors.js";

const HOST = String.raw`\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?`;
const TAIL = String.raw`(?::(?<port>\d{1,5}))?(?<parameters>(?:;[^\s;?]+)*)(?:\?\S+)?`;
// `sip://` too, as in the examples of Twilio's API description.
const SIP_URL = new RegExp(String.raw`^sip:(?://)?(?:[^\s@;?]+@)?(?:${HOST})${TAIL}$`, "i");

/**
 * Validates an origination URL. `sips:` is refused: the API's description says it is not supported; TLS is
 * `sip:…;transport=tls`. The code for an invalid one is our choice (`invalid`).
 */
export function checkSipUrl(sipUrl: string): void {
  const groups = SIP_URL.exec(sipUrl)?.groups;
  if (!groups) throw invalid("SipUrl", `${sipUrl} is not a sip: URI`);
  if (Number(groups.port ?? 0) > 65535) throw invalid("SipUrl", `${groups.port} is not a port`);
  const transport = /;transport=([^;]*)/i.exec(groups.parameters ?? "")?.[1];
  if (transport !== undefined && !/^(udp|tcp|tls)$/i.test(transport))
    throw invalid("SipUrl", `${transport} is not a transport`);
}
