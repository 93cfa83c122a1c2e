import { z } from "zod";
import { withDetail } from "./problem.js";

/**
 * A WAV file in the worker's `ARKENOS_AUDIO_PATH`.
 *
 * @param example path to show in error messages, such as `greetings/reception.wav`
 */
export const recordingFile = (example: string) =>
  z
    .string({ error: `must be a WAV file, such as ${example}` })
    .regex(
      /\.wav$/i,
      withDetail({
        code: "not_a_wav_file",
        message: "is not a WAV file",
        remedy: `write its path, such as ${example}`,
      }),
    )
    .refine(
      isBelow,
      withDetail({
        code: "outside_audio_path",
        message: "is not inside the worker's ARKENOS_AUDIO_PATH",
        remedy: "write a path relative to that folder",
      }),
    );

function isBelow(path: string): boolean {
  return !/^[/\\]|^[a-z]:|\p{Cc}/iu.test(path) && !path.split(/[/\\]/).includes("..");
}
