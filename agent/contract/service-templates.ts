import type { Templates } from "../tools/template.js";
import { recordingTemplates } from "./call-recording.js";
import type { Persona } from "./persona.js";
import { webhookTemplates } from "./webhook.js";

/** What a persona's services take from the worker's environment. */
export interface ServiceTemplates {
  /** Path of the settings in the persona: `["recording", "storage"]`. */
  readonly path: readonly PropertyKey[];
  readonly templates: Templates;
}

/** The environment variables that a persona's webhooks and recording storage use, by setting. */
export function serviceTemplates({
  onCall,
  afterCall,
  recording,
}: Pick<Persona, "onCall" | "afterCall" | "recording">): Record<"webhooks" | "storages", ServiceTemplates[]> {
  return {
    webhooks: [
      { path: ["onCall"], templates: webhookTemplates(onCall) },
      { path: ["afterCall"], templates: webhookTemplates(afterCall) },
    ],
    storages: [{ path: ["recording", "storage"], templates: recordingTemplates(recording) }],
  };
}
