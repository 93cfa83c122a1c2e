import { join } from "node:path";
import { type Emulator, start } from "@arkenos/emulator";
import { REPOSITORY } from "../../repository.js";
import { Workspace } from "../workspace.js";

/** The account's numbers before the stack, and their fate. */
export const NUMBERS = {
  /** Had a TwiML application, which the trunk displaced. */
  withApplication: "+15105550100",
  /** Was moved from another team's trunk. */
  moved: "+15105550101",
  /** Stays on the other team's trunk. */
  theirs: "+15105550102",
  /** Bought by the stack, by name. */
  bought: "+12065550200",
} as const;

/** The displaced TwiML application. */
export const APPLICATION = "AP000000000000000000000000000000a1";

const { withApplication, moved, theirs, bought } = NUMBERS;

/** Starts a sandbox whose LiveKit looks like a LiveKit Cloud project: its address has no port. */
export async function startWorld(): Promise<{ emulator: Emulator; env: Record<string, string> }> {
  const owned = [{ phoneNumber: withApplication, voiceApplicationSid: APPLICATION }, moved, theirs];
  const emulator = await start({ twilio: { owned, available: [bought, "+15105550200", "+15105550201"] } });
  const { env, livekit } = emulator;
  return {
    emulator,
    env: { ...env, LIVEKIT_URL: "wss://acme.livekit.cloud", LIVEKIT_API_URL: livekit.url },
  };
}

/** A workspace with the recorded program. */
export function goldenWorkspace(env: Readonly<Record<string, string>>): Promise<Workspace> {
  const project = join(REPOSITORY, "test", "engine", "golden", "program");
  return Workspace.make({ project, modules: join(REPOSITORY, "node_modules"), env });
}
