import { z } from "zod";

const MODES = [
  "do-not-record",
  "record-from-ringing",
  "record-from-answer",
  "record-from-ringing-dual",
  "record-from-answer-dual",
] as const;
const TRIMS = ["do-not-trim", "trim-silence"] as const;

/** What a trunk records. @see https://www.twilio.com/docs/sip-trunking/api/recording-resource */
export const recordingProp = z
  .strictObject({
    /** `do-not-record`, or `record-from-ringing` or `-answer`, with `-dual` for two channels. @default "do-not-record" */
    mode: z.enum(MODES, { error: `must be one of ${MODES.join(", ")}` }).default("do-not-record"),
    /** Whether silence at both ends is cut: `do-not-trim` or `trim-silence`. @default "do-not-trim" */
    trim: z.enum(TRIMS, { error: `must be one of ${TRIMS.join(", ")}` }).default("do-not-trim"),
  })
  .prefault({});

/** A trunk's recording as Twilio shows it: the API's description leaves its shape open. */
export function recordingOf({ recording }: { recording: unknown }): z.output<typeof recordingProp> {
  const { mode, trim } = (recording ?? {}) as { mode?: unknown; trim?: unknown };
  return recordingProp.parse({ mode: mode ?? undefined, trim: trim ?? undefined });
}
