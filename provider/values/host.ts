import { z } from "zod";

/** Whether a text is a host name, an IPv4 address, or an IPv6 address in brackets, without a port. */
export function isHost(text: string): boolean {
  const isName = z.regexes.hostname.test(text) && !text.endsWith(".");
  return (isName || text.startsWith("[")) && URL.canParse(`http://${text}`);
}
