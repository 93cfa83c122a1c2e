import { z } from "zod";
import { recordingFile } from "./recording-file.js";
import { template } from "./template.js";
import { transferTarget } from "./transfer-target.js";

const onFailureShape = {
  /** Spoken by the text to speech; where that has failed, the built-in apology is played. @default the built-in apology */
  say: template(
    z.string({ error: "must be text" }).regex(/\S/, "is empty; write the apology, or leave it out"),
  ).optional(),
  /** A recording instead, which needs no text to speech. */
  recording: recordingFile("apologies/technical.wav").optional(),
  /** `hang-up`, or `transfer` to `target`. @default "hang-up" */
  then: z.enum(["hang-up", "transfer"], { error: 'must be "hang-up" or "transfer"' }).default("hang-up"),
  /** Where `transfer` hands the caller over to: `tel:+…` or `sip:…`. */
  target: transferTarget.optional(),
};

/** The fields of {@link onFailureSchema}. */
export interface OnFailureShape extends Readonly<typeof onFailureShape> {}

/**
 * What a caller hears, and where they go, when the call cannot go on: a model failed and no fallback model is left.
 *
 * @example
 * onFailure: { say: "We have a problem here. I am connecting you.", then: transfer, target: "tel:+15105550199" }
 */
export const onFailureSchema: z.ZodObject<OnFailureShape, z.core.$strict> = z
  .strictObject(onFailureShape)
  .superRefine(({ say, recording, then, target }, context) => {
    if (say !== undefined && recording !== undefined)
      context.addIssue({ code: "custom", path: ["recording"], message: "is the second apology beside say; keep one" });
    if (then === "transfer" && target === undefined)
      context.addIssue({ code: "custom", path: ["target"], message: "is missing; write one such as tel:+15105550199" });
    if (then === "hang-up" && target !== undefined)
      context.addIssue({
        code: "custom",
        path: ["target"],
        message: "needs then: transfer; set it, or leave this out",
      });
  });

/** See {@link onFailureSchema}. */
export type OnFailure = z.output<typeof onFailureSchema>;
