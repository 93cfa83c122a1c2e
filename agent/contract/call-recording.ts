import { z } from "zod";
import type { Templates } from "../tools/template.js";
import { isLiveKitCloud } from "./cloud.js";
import { empty, type ProblemDetail, withDetail } from "./problem.js";

const text = (example: string) =>
  z.string({ error: `must be text, such as ${example}` }).regex(/\S/, empty(`write one such as ${example}`));
const variable = (example: string) =>
  z.string({ error: `must be the name of an environment variable, such as ${example}` }).regex(
    /^[A-Z][A-Z0-9_]*$/,
    withDetail({
      code: "not_a_variable_name",
      message: "is not the name of an environment variable",
      remedy: "use capitals, digits and _",
    }),
  );

const s3Shape = {
  /** Amazon S3, or an S3-compatible service. */
  type: z.literal("s3"),
  /** Name of the bucket. */
  bucket: text("acme-calls"),
  /** AWS region. @default the endpoint's default region */
  region: text("eu-central-1").optional(),
  /** URL of an S3-compatible service. @default AWS */
  endpoint: text("https://s3.acme.example").optional(),
  /** Environment variable that holds the access key. */
  accessKeyEnv: variable("S3_ACCESS_KEY"),
  /** Environment variable that holds the access key's secret. */
  secretEnv: variable("S3_SECRET"),
};
const s3: z.ZodObject<typeof s3Shape, z.core.$strict> = z.strictObject(s3Shape);

const gcsShape = {
  /** Google Cloud Storage. */
  type: z.literal("gcs"),
  /** Name of the bucket. */
  bucket: text("acme-calls"),
  /** Environment variable that holds the service account's JSON key. */
  credentialsEnv: variable("GCS_CREDENTIALS"),
};
const gcs: z.ZodObject<typeof gcsShape, z.core.$strict> = z.strictObject(gcsShape);

const azureShape = {
  /** Azure Blob Storage. */
  type: z.literal("azure"),
  /** Name of the container. */
  container: text("calls"),
  /** Environment variable that holds the name of the storage account. */
  accountNameEnv: variable("AZURE_ACCOUNT_NAME"),
  /** Environment variable that holds the storage account's key. */
  accountKeyEnv: variable("AZURE_ACCOUNT_KEY"),
};
const azure: z.ZodObject<typeof azureShape, z.core.$strict> = z.strictObject(azureShape);

const callRecordingShape = {
  /** Folder in the storage. @default the storage's root */
  folder: z
    .string({ error: "must be a folder, such as calls/reception" })
    .regex(
      /^[\w.-]+(\/[\w.-]+)*$/,
      withDetail({
        code: "not_a_folder",
        message: "is not a folder",
        remedy: "write names of letters, digits, . _ - with / between them",
      }),
    )
    .refine(
      (folder) => !folder.split("/").includes(".."),
      withDetail({ code: "outside_storage", message: "leaves the storage", remedy: "remove .." }),
    )
    .optional(),
  /** Storage that egress uploads to. @default the storage in the egress service's config; LiveKit Cloud has none */
  storage: z.discriminatedUnion("type", [s3, gcs, azure], { error: 'needs a type: "s3", "gcs" or "azure"' }).optional(),
  /**
   * Whether to end a call that cannot be recorded, following `onFailure`. If false, the call continues, and the call
   * record and the log report that it was not recorded. @default true
   */
  required: z.boolean({ error: "must be true or false" }).optional(),
};

/** The fields of {@link callRecordingSchema}. */
export interface CallRecordingShape extends Readonly<typeof callRecordingShape> {}

/**
 * Records the audio of both sides of each call with LiveKit egress, as `<folder>/<call id>.ogg`. The call record
 * contains the path. See docs.livekit.io/home/egress.
 *
 * @example
 * ```yaml
 * recording: { storage: { type: s3, bucket: acme-calls, region: eu-central-1, accessKeyEnv: S3_KEY, secretEnv: S3_SECRET } }
 * ```
 */
export const callRecordingSchema: z.ZodObject<CallRecordingShape, z.core.$strict> = z.strictObject(callRecordingShape);

/** See {@link callRecordingSchema}. */
export type CallRecording = z.output<typeof callRecordingSchema>;

/** The environment variables of a recording's storage, as `${env:NAME}` by setting of the storage. */
export function recordingTemplates(recording: CallRecording | undefined): Templates {
  const settings = Object.entries(recording?.storage ?? {}).filter(([name]) => name.endsWith("Env"));
  return Object.fromEntries(settings.map(([name, value]) => [name, `\${env:${value}}`]));
}

/** Why a LiveKit server cannot store these recordings, as far as this is known before a call. */
export function storageProblem(
  recording: {
    /** Where recordings are stored. */
    readonly storage?: unknown;
  },
  livekitUrl: string,
): ProblemDetail | undefined {
  if (recording.storage !== undefined || !isLiveKitCloud(livekitUrl)) return undefined;
  return {
    code: "missing_storage",
    message: "is missing, and LiveKit Cloud has no default storage for egress",
    remedy: "set s3, gcs or azure storage, or leave recording out",
  };
}
