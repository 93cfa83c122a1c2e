import { isDeepStrictEqual } from "node:util";
import type { Answer, Pair } from "./side-by-side.js";

/** Whether both returned the same status, content type and body. */
export function isSame({ real, sandbox }: Pair): boolean {
  return isDeepStrictEqual(masked(real), masked(sandbox));
}

// When a new object conflicts with several, the server names the first in its hash order, which differs even between
// two real servers. Nothing else is masked.
const conflicts = [
  [/^(Conflicting inbound SIP Trunks: )"[^"]*" and "[^"]*", using .*$/s, "$1…"],
  [/^(Dispatch rule for the same .* already exists in dispatch rule ).*$/s, "$1…"],
] as const;

function masked({ status, type, body }: Answer): Answer {
  if (status !== 400 || typeof body !== "object" || body === null || !("msg" in body)) return { status, type, body };
  let msg = String(body.msg);
  for (const [pattern, replacement] of conflicts) msg = msg.replace(pattern, replacement);
  return { status, type, body: { ...body, msg } };
}
