import { z } from "zod";

/**
 * A WAV file in the worker's folder of recordings, `ARKENOS_AUDIO_PATH`.
 *
 * @param example a path that a remedy can show, such as `greetings/reception.wav`
 */
export const recordingFile = (example: string) =>
  z
    .string({ error: `must be a WAV file, such as ${example}` })
    .regex(/\.wav$/i, `is not a WAV file; write its path, such as ${example}`)
    .refine(isBelow, "is not below the worker's folder of recordings; write its path from there");

function isBelow(path: string): boolean {
  return !/^[/\\]|^[a-z]:|\p{Cc}/iu.test(path) && !path.split(/[/\\]/).includes("..");
}
