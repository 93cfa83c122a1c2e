import { z } from "zod";
import { isLiveKitCloud } from "./cloud.js";
import { recordingFile } from "./recording-file.js";
import { template } from "./template.js";
import { transferTarget } from "./transfer-target.js";

const transferToolShape = {
  /** Hand the caller over to somebody else. */
  type: z.literal("transfer_call"),
  /** Where to, by name: `tel:+…` or `sip:…`. Nowhere else can the model send a caller. */
  targets: z
    .record(z.string(), transferTarget, {
      error: "must be an object of names and targets, such as { sales: tel:+15105550199 }",
    })
    .refine((targets) => Object.keys(targets).length > 0, "is empty; name at least one target"),
  /**
   * `cold` has the caller's carrier dial the target, and the agent leaves. `warm` keeps the caller on hold while the
   * agent calls the target and says what it is about, and then joins the two; if nobody picks up, or they decline, the
   * agent is back with the caller. Warm needs LiveKit Cloud and a number to dial out with. @default "cold"
   */
  mode: z.enum(["cold", "warm"], { error: 'must be "cold" or "warm"' }).optional(),
  /** How long the target's phone rings, in whole seconds from 1 to 80. @default 30 */
  ringSeconds: z
    .number({ error: "must be a number of seconds" })
    .int("must be a whole number of seconds")
    .min(1, "must be from 1 to 80")
    .max(80, "must be from 1 to 80")
    .optional(),
  /** What the caller hears on hold in a warm transfer: a WAV file, or false for silence. @default LiveKit's hold music */
  holdAudio: z
    .union([z.literal(false), recordingFile("hold/waltz.wav")], { error: "must be a WAV file, or false" })
    .optional(),
  /** What the caller hears when the transfer fails; the agent goes on from there. @default the model's own words */
  failureMessage: template(
    z.string({ error: "must be text" }).regex(/\S/, "is empty; write a sentence, or leave it out"),
  ).optional(),
};

/** The fields of {@link transferToolSchema}. */
export interface TransferToolShape extends Readonly<typeof transferToolShape> {}

/**
 * Handing the caller over to somebody else.
 *
 * @example
 * { type: "transfer_call", mode: "warm", targets: { sales: "tel:+15105550199" }, ringSeconds: 20 }
 */
export const transferToolSchema: z.ZodObject<TransferToolShape, z.core.$strict> = z
  .strictObject(transferToolShape)
  .superRefine(({ mode, targets, holdAudio }, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
    if (mode !== "warm") {
      if (holdAudio !== undefined)
        refuse(["holdAudio"], "is heard in a warm transfer; set mode: warm, or leave it out");
      return;
    }
    for (const [name, target] of Object.entries(targets))
      if (!target.startsWith("tel:"))
        refuse(["targets", name], "is a SIP URI, and a warm transfer dials a number; write tel:+…, or mode: cold");
  });

/** See {@link transferToolSchema}. */
export type TransferTool = z.output<typeof transferToolSchema>;

/** What a warm transfer needs of a stack. */
interface Stack {
  readonly livekitUrl: string;
  /** Whether the stack has an outbound trunk with a number. */
  readonly canDial: boolean;
}

/** What keeps a stack from transferring calls as a tool says, or nothing. */
export function warmProblem({ mode }: Pick<TransferTool, "mode">, { livekitUrl, canDial }: Stack): string | undefined {
  if (mode !== "warm") return undefined;
  if (!isLiveKitCloud(livekitUrl))
    return `is warm, and only LiveKit Cloud moves the person who was called into the caller's room: a livekit-server of your own answers MoveParticipant with "not implemented"; write mode: cold`;
  return canDial
    ? undefined
    : "is warm, which dials out, and the stack has no number to do that with; set outbound.fromNumbers, or write mode: cold";
}
