import { CONTRACT_VERSION, type Contract } from "@arkenos/agent/contract";
import { type Persona, personaSchema } from "@arkenos/agent/persona";

/** A complete persona, except for the setting under test. */
export function persona(changes: Partial<Persona> = {}): Persona {
  return { ...personaSchema.parse({ systemPrompt: "You answer for Acme." }), ...changes };
}

/** Two agents, a number for each, and no default. */
export function contract(changes: Partial<Contract> = {}): Contract {
  return {
    version: CONTRACT_VERSION,
    agentName: "arkenos-agent",
    livekitUrl: "wss://acme.livekit.cloud",
    agents: { reception: persona({ greeting: "Reception." }), night: persona({ greeting: "Night." }) },
    numbers: { "+15105550100": "reception", "+442079460100": "night" },
    ...changes,
  };
}
