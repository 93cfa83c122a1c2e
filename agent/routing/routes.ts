import type { Contract } from "../contract/contract.js";
import type { Persona } from "../contract/persona.js";

/** A contract, prepared for lookups by number and agent id. */
export interface Routes {
  /** The contract itself. */
  readonly contract: Contract;
  /** Agent ids by number in E.164. */
  readonly numbers: Index<string>;
  /** Personas by agent id. */
  readonly agents: Index<Persona>;
  /** Id of the agent that answers when no other rule selects one. */
  readonly defaultAgent?: string;
}

/** Prepares a contract for {@link resolve}. */
export function routesOf(contract: Contract): Routes {
  return {
    contract,
    numbers: new Index(contract.numbers),
    agents: new Index(contract.agents),
    ...(contract.defaultAgent !== undefined && { defaultAgent: contract.defaultAgent }),
  };
}

/**
 * Looks up values by untrusted names, without inherited properties. Building a Map of a hundred thousand numbers would
 * take as long as parsing them.
 */
export class Index<Value> {
  readonly #values: Readonly<Record<string, Value>>;
  #size: number | undefined;

  constructor(values: Readonly<Record<string, Value>>) {
    this.#values = values;
  }

  /** Number of names. */
  get size(): number {
    return (this.#size ??= Object.keys(this.#values).length);
  }

  /** Whether the name has a value. */
  has(name: string): boolean {
    return Object.hasOwn(this.#values, name);
  }

  /** The value of the name. */
  get(name: string): Value | undefined {
    return this.has(name) ? this.#values[name] : undefined;
  }
}
