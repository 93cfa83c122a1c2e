import type { Contract } from "../contract/contract.js";
import type { Persona } from "../contract/persona.js";

/** A contract as it is asked per call: who has a number, and who that is. */
export interface Routes {
  /** The contract itself. */
  readonly contract: Contract;
  /** Agent ids by number in E.164. */
  readonly numbers: Index<string>;
  /** Personas by agent id. */
  readonly agents: Index<Persona>;
  /** The agent for calls that nothing else decides. */
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
 * Values by name, for names that come over the wire: none finds what an object inherits. A Map would say the same, but
 * to make one of a hundred thousand numbers takes as long as to parse them.
 */
export class Index<Value> {
  readonly #values: Readonly<Record<string, Value>>;
  #size: number | undefined;

  constructor(values: Readonly<Record<string, Value>>) {
    this.#values = values;
  }

  /** How many names there are. */
  get size(): number {
    return (this.#size ??= Object.keys(this.#values).length);
  }

  /** Whether there is a value of that name. */
  has(name: string): boolean {
    return Object.hasOwn(this.#values, name);
  }

  /** The value of that name. */
  get(name: string): Value | undefined {
    return this.has(name) ? this.#values[name] : undefined;
  }
}
