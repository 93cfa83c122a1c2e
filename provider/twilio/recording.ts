import type { TrunkInstance } from "twilio/lib/rest/trunking/v1/trunk.js";
import { z } from "zod";
import { UnfinishedError } from "../errors.js";
import type { TwilioAccount } from "./account.js";

const MODES = [
  "do-not-record",
  "record-from-ringing",
  "record-from-answer",
  "record-from-ringing-dual",
  "record-from-answer-dual",
] as const;
const TRIMS = ["do-not-trim", "trim-silence"] as const;

const recordingShape = {
  /** `do-not-record`, or `record-from-ringing` or `-answer`, with `-dual` for two channels. @default "do-not-record" */
  mode: z.enum(MODES, { error: `must be one of ${MODES.join(", ")}` }).default("do-not-record"),
  /** Whether to trim silence at both ends: `do-not-trim` or `trim-silence`. @default "do-not-trim" */
  trim: z.enum(TRIMS, { error: `must be one of ${TRIMS.join(", ")}` }).default("do-not-trim"),
};

/** The fields of `recording`. */
export interface RecordingShape extends Readonly<typeof recordingShape> {}

const recording: z.ZodObject<RecordingShape, z.core.$strict> = z.strictObject(recordingShape);

/**
 * The recording of a trunk's calls.
 * @see https://www.twilio.com/docs/sip-trunking/api/recording-resource
 */
export const recordingProp = recording.prefault({});

/** A trunk's recording in Twilio's answer. The API's description leaves its type open. */
export function recordingOf({ recording }: { recording: unknown }): z.output<typeof recordingProp> {
  const { mode, trim } = (recording ?? {}) as { mode?: unknown; trim?: unknown };
  return recordingProp.parse({ mode: mode ?? undefined, trim: trim ?? undefined });
}

/** Updates the recording, which is a separate sub-resource. The trunk already exists if this fails. */
export async function withRecording(
  account: TwilioAccount,
  trunk: TrunkInstance,
  { recording }: { readonly recording: z.output<typeof recordingProp> },
): Promise<TrunkInstance> {
  const { mode, trim } = recordingOf(trunk);
  if (mode === recording.mode && trim === recording.trim) return trunk;
  try {
    await account.trunking.trunks(trunk.sid).recordings().update(recording);
  } catch (error) {
    throw new UnfinishedError(trunk, error instanceof Error ? error : new Error(String(error)));
  }
  return Object.assign(trunk, { recording: { ...recording } });
}
