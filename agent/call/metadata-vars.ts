import { log } from "@livekit/agents";
import { isJsonObject, jsonObjectIn } from "../json-object.js";
import type { CallContext } from "./call-context.js";
import type { Vars } from "./variables.js";

/** The `vars` that a call's room and job carry in their metadata, `{ "agentId": "…", "vars": { … } }`; the job's win. */
export function metadataVars({ room, job }: Pick<CallContext, "room" | "job">): Vars {
  return {
    ...varsIn(room.metadata || job.room?.metadata, "the room's metadata"),
    ...varsIn(job.metadata, "the job's metadata"),
  };
}

/** What a job's metadata holds as an object; nothing where it is none. */
export function jobMetadata(job: Pick<CallContext["job"], "metadata">): Readonly<Record<string, unknown>> {
  return jsonObjectIn(job.metadata) ?? {};
}

/** Metadata that is not JSON says nothing of variables; what it may say of the agent is judged where the call is routed. */
function varsIn(metadata: string | undefined, place: string): Vars {
  const document = jsonObjectIn(metadata ?? "");
  if (document === undefined || !Object.hasOwn(document, "vars")) return {};
  const { vars } = document;
  if (isJsonObject(vars)) return vars;
  log().warn({ place }, "The call's vars are not an object, so they are left out");
  return {};
}
