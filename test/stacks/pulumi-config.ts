import { ENVIRONMENT } from "@arkenos/provider";
import { vi } from "vitest";
import { talking } from "../talking.js";

/** Strings that no message may contain. */
export const SECRETS = {
  livekitApiSecret: "livekit-secret-9f31c2",
  twilioAuthToken: "twilio-token-77ab04",
  twilioApiSecret: "twilio-secret-51de88",
  model: "sk-model-secret-c0ffee",
} as const;

/** A valid config: one agent, one number, both clouds' credentials. */
export const soundConfig = {
  livekitUrl: "wss://acme.livekit.cloud",
  livekitApiKey: "APIacme",
  livekitApiSecret: SECRETS.livekitApiSecret,
  twilioAccountSid: "AC00000000000000000000000000000001",
  twilioAuthToken: SECRETS.twilioAuthToken,
  agents: { reception: { systemPrompt: "You answer for Acme.", ...talking } },
  numbers: { "+15105550100": { agent: "reception" } },
  agentEnv: { OPENAI_API_KEY: SECRETS.model },
};

/**
 * A config as Pulumi passes it to a program: strings unchanged, everything else as JSON. Undefined values are not set.
 */
export function pulumiConfig(config: Readonly<Record<string, unknown>>): Record<string, string> {
  const set = Object.entries(config).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    set.map(([key, value]) => [`arkenos:${key}`, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

/** Removes the credentials of the person who runs the tests from the environment. */
export function withoutCredentials(): void {
  for (const name of Object.values(ENVIRONMENT)) vi.stubEnv(name, undefined);
}
