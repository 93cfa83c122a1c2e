import { z } from "zod";
import type { Templates } from "../tools/template.js";
import { isLiveKitCloud } from "./cloud.js";

const text = (example: string) =>
  z.string({ error: `must be text, such as ${example}` }).regex(/\S/, `is empty; write one such as ${example}`);
const variable = (example: string) =>
  z
    .string({ error: `must be the name of an environment variable, such as ${example}` })
    .regex(/^[A-Z][A-Z0-9_]*$/, "is not the name of an environment variable; write capitals, digits and _");

const s3Shape = {
  /** Amazon S3, or a service with its protocol. */
  type: z.literal("s3"),
  /** Name of the bucket. */
  bucket: text("acme-calls"),
  /** AWS region. @default what the endpoint assumes */
  region: text("eu-central-1").optional(),
  /** Another service with S3's protocol. @default AWS */
  endpoint: text("https://s3.acme.example").optional(),
  /** Name of the variable with the access key. */
  accessKeyEnv: variable("S3_ACCESS_KEY"),
  /** Name of the variable with its secret. */
  secretEnv: variable("S3_SECRET"),
};
const s3: z.ZodObject<typeof s3Shape, z.core.$strict> = z.strictObject(s3Shape);

const gcsShape = {
  /** Google Cloud Storage. */
  type: z.literal("gcs"),
  /** Name of the bucket. */
  bucket: text("acme-calls"),
  /** Name of the variable with the service account's JSON. */
  credentialsEnv: variable("GCS_CREDENTIALS"),
};
const gcs: z.ZodObject<typeof gcsShape, z.core.$strict> = z.strictObject(gcsShape);

const azureShape = {
  /** Azure Blob Storage. */
  type: z.literal("azure"),
  /** Name of the container. */
  container: text("calls"),
  /** Name of the variable with the storage account's name. */
  accountNameEnv: variable("AZURE_ACCOUNT_NAME"),
  /** Name of the variable with its key. */
  accountKeyEnv: variable("AZURE_ACCOUNT_KEY"),
};
const azure: z.ZodObject<typeof azureShape, z.core.$strict> = z.strictObject(azureShape);

const callRecordingShape = {
  /** Where files go, within the storage. @default none */
  folder: z
    .string({ error: "must be a folder, such as calls/reception" })
    .regex(/^[\w.-]+(\/[\w.-]+)*$/, "is not a folder; write names of letters, digits, . _ - with / between them")
    .refine((folder) => !folder.split("/").includes(".."), "leads out of the storage; leave .. out")
    .optional(),
  /** Where egress uploads to. @default the storage in the egress service's own config; LiveKit Cloud has none */
  storage: z.discriminatedUnion("type", [s3, gcs, azure], { error: 'needs a type: "s3", "gcs" or "azure"' }).optional(),
  /**
   * Whether a call that cannot be recorded ends, as `onFailure` says; without, it goes on, and its record and the log
   * say that it was not recorded. @default true
   */
  required: z.boolean({ error: "must be true or false" }).optional(),
};

/** The fields of {@link callRecordingSchema}. */
export interface CallRecordingShape extends Readonly<typeof callRecordingShape> {}

/**
 * Records both sides of each call, as audio, by LiveKit's egress. The file is `<folder>/<call id>.ogg`, and the call's
 * record names it. docs.livekit.io/home/egress
 *
 * @example
 * recording: { storage: { type: s3, bucket: acme-calls, region: eu-central-1, accessKeyEnv: S3_KEY, secretEnv: S3_SECRET } }
 */
export const callRecordingSchema: z.ZodObject<CallRecordingShape, z.core.$strict> = z.strictObject(callRecordingShape);

/** See {@link callRecordingSchema}. */
export type CallRecording = z.output<typeof callRecordingSchema>;

/** The environment variables of a recording's storage, as `${env:NAME}` by the setting that names each. */
export function recordingTemplates(recording: CallRecording | undefined): Templates {
  const settings = Object.entries(recording?.storage ?? {}).filter(([name]) => name.endsWith("Env"));
  return Object.fromEntries(settings.map(([name, value]) => [`storage.${name}`, `\${env:${value}}`]));
}

/** Why the egress of a LiveKit server can keep none of these recordings, as far as that is known before a call. */
export function storageProblem(recording: { readonly storage?: unknown }, livekitUrl: string): string | undefined {
  if (recording.storage !== undefined || !isLiveKitCloud(livekitUrl)) return undefined;
  return "is missing, and LiveKit Cloud's egress has none of its own; name an s3, gcs or azure storage, or leave recording out";
}
