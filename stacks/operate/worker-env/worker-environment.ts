import { ENVIRONMENT, type Setting, settingsFrom } from "@arkenos/provider/clouds";

/** What the worker's environment is made of. */
export interface WorkerSources {
  /** The stack's decrypted config: `arkenos:key` → text or JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Where settings come from that the config leaves out. */
  readonly env: NodeJS.ProcessEnv;
  /** The stack's output `telephony`; undefined before the first `up`. */
  readonly contract: unknown;
}

/** A variable of the worker's environment. */
export interface WorkerVariable {
  readonly name: string;
  /** Printed only on request. */
  readonly value: string;
  /** Where it comes from: the config's key, the environment, or the stack's output. */
  readonly from: string;
}

/** What the worker reads of the settings; Twilio's are none of its business. */
const SETTINGS = ["livekitUrl", "livekitApiKey", "livekitApiSecret"] as const satisfies readonly Setting[];

/** The variable that holds the routing table. */
export const TABLE = "ARKENOS_STACK_OUTPUTS_JSON";

/** The variables that LiveKit Cloud sets in its workers. */
export const SET_BY_LIVEKIT: readonly string[] = SETTINGS.map((setting) => ENVIRONMENT[setting]);

/**
 * The worker's environment: LiveKit's key, the routing table, and the config's `agentEnv`, by which the
 * names here can be overridden.
 */
export function workerEnvironment({ config, env, contract }: WorkerSources): WorkerVariable[] {
  const read = settingsFrom((name) => config[`arkenos:${name}`], env);
  const settings = SETTINGS.flatMap((setting): WorkerVariable[] => {
    const [name, value] = [ENVIRONMENT[setting], read(setting)];
    const from = read.source(setting) === "config" ? `arkenos:${setting}` : "the environment";
    return value === undefined ? [] : [{ name, value, from }];
  });
  const table = { name: TABLE, value: JSON.stringify(contract), from: "the output telephony" };
  const keys = Object.entries(agentEnv(config)).map(([name, value]) => ({ name, value, from: "arkenos:agentEnv" }));
  const all = [...settings, ...(contract === undefined ? [] : [table]), ...keys];
  return [...new Map(all.map((variable) => [variable.name, variable])).values()];
}

/** As a process takes it. */
export function asRecord(variables: readonly WorkerVariable[]): Record<string, string> {
  return Object.fromEntries(variables.map(({ name, value }) => [name, value]));
}

function agentEnv(config: Readonly<Record<string, string>>): Record<string, string> {
  return JSON.parse(config["arkenos:agentEnv"] ?? "{}") as Record<string, string>;
}
