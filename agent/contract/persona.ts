import { z } from "zod";
import { endpointingSchema } from "./endpointing.js";
import { callRecordingSchema } from "./call-recording.js";
import { fallbackSchema } from "./fallback.js";
import { interruptionsSchema } from "./interruptions.js";
import { languageModelSchema, modelSchema } from "./model.js";
import { seconds } from "./seconds.js";
import { silenceSchema } from "./silence.js";
import { template } from "./template.js";
import { timeZoneSchema } from "./time-zone.js";
import { afterCallSchema, onCallSchema } from "./webhook.js";
import { toolName, toolSchema } from "./tool.js";
import { onFailureSchema } from "./on-failure.js";
import { recordingFile } from "./recording-file.js";
import { voicemailSchema } from "./voicemail.js";

/** Text with something in it. */
const text = (remedy: string) => z.string({ error: "must be text" }).regex(/\S/, `is empty; ${remedy}`);

const personaShape = {
  /** Instructions to the language model; as in every text that is spoken, `{{variables}}` are expanded when a call begins. */
  systemPrompt: template(text("write the agent's instructions")),
  /** First words of a call; without them the model finds its own. */
  greeting: template(text("write the first words, or leave it out")).optional(),
  /** The first words as a recording, so that nobody waits for a voice: a WAV file in the worker's `ARKENOS_AUDIO_PATH`. */
  greetingAudio: recordingFile("greetings/reception.wav").optional(),
  /** First words of a call out, in place of `greeting` and `greetingAudio`; the agent speaks first then. @default as in a call that comes in */
  outboundGreeting: template(text("write the first words of a call out, or leave it out")).optional(),
  /** What a call out does when a voicemail picks up: `hang-up`, or `{ say }` a message. @default talks to it as to a person */
  voicemail: voicemailSchema.optional(),
  /** Who speaks first: `agent` or `caller`. @default "agent" */
  firstSpeaker: z.enum(["agent", "caller"], { error: 'must be "agent" or "caller"' }).default("agent"),
  /** Language of the conversation, BCP 47. @default "en" */
  language: z
    .string({ error: "must be a language, such as en or de-CH" })
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, {
      error: ({ input }) => `"${input}" is not a language in BCP 47; write one such as en or de-CH`,
    })
    .default("en"),
  /** Time zone of `{{now}}`, by its IANA name: `Europe/Zurich`. @default "UTC" */
  timeZone: timeZoneSchema.optional(),
  /** Speech to text. */
  stt: modelSchema.optional(),
  /** Language model. */
  llm: languageModelSchema.optional(),
  /** Text to speech. */
  tts: modelSchema.optional(),
  /** Voice of the text to speech, as its provider names it. */
  voice: text("write a voice, or leave it out").optional(),
  /** Who says that the caller has finished: a `model` on the worker, `vad` (silence), or the `stt`. @default "model" */
  turnDetection: z.enum(["model", "vad", "stt"], { error: 'must be "model", "vad" or "stt"' }).optional(),
  /** Who is asked about a call before the greeting; the answer fills `{{vars.…}}`. @default nobody */
  onCall: onCallSchema.optional(),
  /** Who gets the record of each call after its end. @default nobody; the worker's log has it */
  afterCall: afterCallSchema.optional(),
  /** Whether records hold what was said. @default false */
  transcript: z.boolean({ error: "must be true or false" }).optional(),
  /** What happens when the caller says nothing. @default asks twice, 15 seconds apart, then hangs up */
  silence: silenceSchema.optional(),
  /** The longest a call lasts, in seconds, from the greeting on. @default 3600 */
  maxCallSeconds: seconds(10, 86_400, 3600).optional(),
  /** Last words of a call that the agent ends: by its tool, after a silence, or at its longest. @default none */
  endMessage: template(text("write the last words, or leave it out")).optional(),
  /** Whether the agent hears the keys that a caller presses; sending keys is the tool `dtmf`. @default true with an llm */
  keys: z.boolean({ error: "must be true or false" }).optional(),
  /** Whether a caller who speaks interrupts the agent. @default yes, also the greeting */
  interruptions: interruptionsSchema.optional(),
  /** How long a pause ends the caller's turn. @default 0.5 to 3 seconds */
  endpointing: endpointingSchema.optional(),
  /** Whether the model begins to think before the caller's turn is over for sure: faster, and some answers are paid for in vain. @default true */
  preemptiveGeneration: z.boolean({ error: "must be true or false" }).optional(),
  /** Records both sides of each call, by LiveKit's egress. @default no recording */
  recording: callRecordingSchema.optional(),
  /** Whether LiveKit Cloud filters noise and other voices out of what the caller says. @default false */
  noiseCancellation: z.boolean({ error: "must be true or false" }).optional(),
  /** A recording that plays quietly behind the whole call, over and over. @default none */
  backgroundSound: recordingFile("sounds/office.wav").optional(),
  /** A recording that plays while an HTTP tool or a transfer is at work for more than a second. @default none */
  holdSound: recordingFile("sounds/hold.wav").optional(),
  /** Models that take over when one fails. @default none: the call apologizes, and ends */
  fallback: fallbackSchema.optional(),
  /** What happens when the call cannot go on. @default the built-in apology, then the call ends */
  onFailure: onFailureSchema.optional(),
  /** What the agent may do beside talking. @default [] */
  tools: z.array(toolSchema, { error: "must be a list of tools" }).default([]).superRefine(refuseTwins),
};

/** The fields of {@link personaSchema}. */
export interface PersonaShape extends Readonly<typeof personaShape> {}

/** Who an agent is on the phone: what it says, hears with, thinks with and may do. */
export const personaSchema: z.ZodObject<PersonaShape, z.core.$strict> = z.strictObject(personaShape);

/** See {@link personaSchema}. */
export type Persona = z.output<typeof personaSchema>;

/** The model calls a tool by its name. */
function refuseTwins(tools: z.output<typeof toolSchema>[], context: z.RefinementCtx): void {
  const names = tools.map(toolName);
  names.forEach((name, index) => {
    if (name === undefined || names.indexOf(name) === index) return;
    const message = `is the second tool called ${name}; give the two different names, or keep one`;
    context.addIssue({ code: "custom", path: [index], message });
  });
}
