import type { Contract } from "./contract.js";
import type { Persona } from "./persona.js";

/** A contract as it is asked per call: who has a number, and who that is. */
export interface Routes {
  readonly contract: Contract;
  /** Agent ids by number in E.164. */
  readonly numbers: ReadonlyMap<string, string>;
  /** Personas by agent id. Maps, for no name that comes over the wire may find a prototype's. */
  readonly agents: ReadonlyMap<string, Persona>;
  readonly defaultAgent?: string;
}

/** Prepares a contract for {@link resolve}. */
export function routesOf(contract: Contract): Routes {
  return {
    contract,
    numbers: mapOf(contract.numbers),
    agents: mapOf(contract.agents),
    ...(contract.defaultAgent !== undefined && { defaultAgent: contract.defaultAgent }),
  };
}

/** `Object.entries` would make a hundred thousand pairs on the way. */
function mapOf<Value>(object: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> {
  const map = new Map<string, Value>();
  for (const key of Object.keys(object)) map.set(key, object[key] as Value);
  return map;
}
