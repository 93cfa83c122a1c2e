import { z } from "zod";
import { empty, type ProblemDetail, refuse } from "./problem.js";
import { recordingFile } from "./recording-file.js";
import { template } from "./template.js";
import { transferTarget } from "./transfer-target.js";

const onFailureShape = {
  /** Apology spoken by the tts. If the tts has failed, the built-in recording plays instead. @default the built-in recording */
  say: template(
    z.string({ error: "must be text" }).regex(/\S/, empty("write the apology, or leave it out")),
  ).optional(),
  /** Apology as a WAV file in `ARKENOS_AUDIO_PATH`, which needs no tts. @default the built-in recording */
  recording: recordingFile("apologies/technical.wav").optional(),
  /** What to do after the apology: `hang-up`, or `transfer` the caller to `target`. @default "hang-up" */
  then: z.enum(["hang-up", "transfer"], { error: 'must be "hang-up" or "transfer"' }).default("hang-up"),
  /** Transfer target, `tel:+…` or `sip:…`. Required if `then` is `transfer`. */
  target: transferTarget.optional(),
};

/** The fields of {@link onFailureSchema}. */
export interface OnFailureShape extends Readonly<typeof onFailureShape> {}

/**
 * What happens when a call cannot continue, for example because a model failed and no fallback is left: an apology, then
 * a hang-up or a transfer.
 *
 * @example
 * ```yaml
 * onFailure: { say: "We have a problem here. I am connecting you.", then: transfer, target: "tel:+15105550199" }
 * ```
 */
export const onFailureSchema: z.ZodObject<OnFailureShape, z.core.$strict> = z
  .strictObject(onFailureShape)
  .superRefine(({ say, recording, then, target }, context) => {
    if (say !== undefined && recording !== undefined) refuse(context, TWO_APOLOGIES, ["recording"]);
    if (then === "transfer" && target === undefined) refuse(context, MISSING_TARGET, ["target"]);
    if (then === "hang-up" && target !== undefined) refuse(context, UNUSED_TARGET, ["target"]);
  });

const TWO_APOLOGIES: ProblemDetail = {
  code: "two_apologies",
  message: "cannot be combined with say",
  remedy: "keep one of them",
};
const MISSING_TARGET: ProblemDetail = {
  /** A transfer has no target. */
  code: "missing_target",
  message: "is missing",
  remedy: "write one such as tel:+15105550199",
};
const UNUSED_TARGET: ProblemDetail = {
  code: "unused_target",
  message: "needs then: transfer",
  remedy: "set it, or leave this out",
};
