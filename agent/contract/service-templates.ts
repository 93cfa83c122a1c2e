import type { Templates } from "../tools/template.js";
import { recordingTemplates } from "./call-recording.js";
import type { Persona } from "./persona.js";
import { webhookTemplates } from "./webhook.js";

/** What the services beside a persona's models and tools take from the environment, by the setting that names them. */
export function serviceTemplates({
  onCall,
  afterCall,
  recording,
}: Pick<Persona, "onCall" | "afterCall" | "recording">): Record<string, Templates> {
  return {
    onCall: webhookTemplates(onCall),
    afterCall: webhookTemplates(afterCall),
    recording: recordingTemplates(recording),
  };
}
