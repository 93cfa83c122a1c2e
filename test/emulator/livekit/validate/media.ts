import type { PlainMessage } from "@bufbuild/protobuf";
import type { SIPMediaConfig } from "@livekit/protocol";
import { GoError } from "../twirp.js";

const greatestTimeoutSeconds = 600n;

/** Validates codecs and timeout. @throws GoError */
export function checkMedia(media: PlainMessage<SIPMediaConfig> | undefined): void {
  for (const { name } of media?.codecs ?? []) {
    if (name === "") throw new GoError("missing codec name");
    if (/[ \t\n\r]/.test(name)) throw new GoError("invalid codec name");
    if (name.includes("/")) throw new GoError("codec name must not contain '/'");
  }
  const { seconds, nanos } = media?.mediaTimeout ?? { seconds: 0n, nanos: 0 };
  if (seconds < 0n || nanos < 0) throw new GoError("media_timeout must not be negative");
  if (seconds > greatestTimeoutSeconds || (seconds === greatestTimeoutSeconds && nanos > 0)) {
    throw new GoError("media_timeout must not exceed 10m0s");
  }
}
