import type { Templates } from "../tools/template.js";
import { recordingTemplates } from "./call-recording.js";
import type { Persona } from "./persona.js";
import { webhookTemplates } from "./webhook.js";

/** The environment variables that a persona's webhooks and recording storage use, by setting. */
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
