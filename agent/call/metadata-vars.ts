import { log } from "@livekit/agents";
import { isJsonObject, jsonObjectIn } from "../json-object.js";
import type { CallContext } from "./call-context.js";
import type { Vars } from "./variables.js";

/** The `vars` in the metadata of a call's room and job, `{ "agentId": "…", "vars": { … } }`. The job's take precedence. */
export function metadataVars({ room, job }: Pick<CallContext, "room" | "job">): Vars {
  return {
    ...varsIn(room.metadata || job.room?.metadata, "the room's metadata"),
    ...varsIn(job.metadata, "the job's metadata"),
  };
}

/** A job's metadata as a JSON object; empty if it is not one. */
export function jobMetadata(job: Pick<CallContext["job"], "metadata">): Readonly<Record<string, unknown>> {
  return jsonObjectIn(job.metadata) ?? {};
}

/** Metadata that is not JSON has no variables. Routing checks it for an agent id. */
function varsIn(metadata: string | undefined, place: string): Vars {
  const document = jsonObjectIn(metadata ?? "");
  if (document === undefined || !Object.hasOwn(document, "vars")) return {};
  const { vars } = document;
  if (isJsonObject(vars)) return vars;
  log().warn({ place }, "The call's vars are not an object, so they are ignored");
  return {};
}
