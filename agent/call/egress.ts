import { log } from "@livekit/agents";
import {
  AzureBlobUpload,
  EgressClient,
  EncodedFileOutput,
  EncodedFileType,
  GCPUpload,
  S3Upload,
} from "livekit-server-sdk";
import { type CallRecording, recordingTemplates } from "../contract/call-recording.js";
import { secretsOf } from "../tools/environment.js";
import { secretsIn, withoutCredentials } from "../without-secrets.js";
import { callIdOf } from "./facts.js";
import type { Environment, LiveCall } from "./live-call.js";

type Storage = NonNullable<CallRecording["storage"]>;

/** Time limit for starting egress, while the phone rings. */
const START_TIMEOUT_SECONDS = 5;

/**
 * Starts recording a call, before anything is said. Egress ends when the room is deleted.
 *
 * @throws Error if recording is required and does not start
 */
export async function beginRecording(
  call: Pick<LiveCall, "ctx" | "agentId" | "persona" | "caller" | "env" | "record">,
): Promise<void> {
  const { ctx, agentId, persona, env } = call;
  const { recording } = persona;
  // The console has no room on a server.
  if (recording === undefined || ctx.isFakeJob) return;
  const { folder, storage, required = true } = recording;
  const callId = callIdOf(call);
  const file = `${folder === undefined ? "" : `${folder}/`}${callId}.ogg`;
  const { url, apiKey, apiSecret } = ctx.info;
  const options = { failover: false, requestTimeout: START_TIMEOUT_SECONDS };
  try {
    const egress = new EgressClient(url.replace(/^ws/, "http"), apiKey, apiSecret, options);
    const output = { fileType: EncodedFileType.OGG, filepath: file, ...(storage && { output: upload(storage, env) }) };
    const { egressId } = await egress.startRoomCompositeEgress(
      ctx.job.room?.name ?? "",
      { file: new EncodedFileOutput(output) },
      { audioOnly: true },
    );
    call.record.recorded({ file, egressId });
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    const secrets = [...secretsIn(env), ...secretsOf(recordingTemplates(recording), env), apiSecret ?? ""];
    const reason = withoutCredentials(cause, secrets);
    const message = `The call cannot be recorded because LiveKit egress did not start: ${reason}`;
    if (required) throw new Error(message);
    call.record.failed({ part: "recording", message });
    log().error({ agentId, callId, reason }, "The call continues without a recording");
  }
}

function upload(storage: Storage, env: Environment): NonNullable<EncodedFileOutput["output"]> {
  const value = (name: string) => env[name] ?? "";
  if (storage.type === "gcs") {
    const { bucket, credentialsEnv } = storage;
    return { case: "gcp", value: new GCPUpload({ bucket, credentials: value(credentialsEnv) }) };
  }
  if (storage.type === "azure") {
    const { container, accountNameEnv, accountKeyEnv } = storage;
    const names = { accountName: value(accountNameEnv), accountKey: value(accountKeyEnv) };
    return { case: "azure", value: new AzureBlobUpload({ containerName: container, ...names }) };
  }
  const { bucket, region = "", endpoint = "", accessKeyEnv, secretEnv } = storage;
  const keys = { accessKey: value(accessKeyEnv), secret: value(secretEnv) };
  // Most S3-compatible services have no host per bucket.
  const place = { bucket, region, endpoint, forcePathStyle: endpoint !== "" };
  return { case: "s3", value: new S3Upload({ ...place, ...keys }) };
}
