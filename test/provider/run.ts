import type { z } from "zod";
import type { Difference } from "../../provider/diff.js";
import { send } from "../../provider/http.js";
import type { Journal } from "../../provider/journal.js";
import { type Data, type Lifecycle, lifecycle } from "../../provider/lifecycle.js";
import { problemText } from "../../provider/problem.js";
import { providerText } from "../../provider/resource.js";
import { resources } from "../../provider/resources.js";
import { Session } from "../../provider/session.js";
import { JournalInMemory } from "./journal-in-memory.js";
import type { Settings } from "./settings.js";

/** A resource by its noun. */
export type Noun = keyof typeof resources;

/** Every noun, in the order of the one list. */
export const nouns = Object.keys(resources) as Noun[];

/** The props of a resource, as a person writes them. */
export type PropsOf<N extends Noun> = z.input<(typeof resources)[N]["spec"]["props"]>;

/** An object as the engine stores it: its checked inputs and its state. */
export interface Made {
  readonly id: string;
  readonly inputs: Data;
  readonly state: Data;
}

/** The part of a stack's config that lists numbers. */
export type StackConfig = Readonly<Partial<Record<"numbers" | "outbound", object>>>;

/** One run of the provider process, called as the engine calls it. */
export class Run {
  readonly session: Session;

  /** @param config the stack's config for its numbers, as JSON by key */
  constructor(settings: Settings, config: StackConfig = {}, journal: Journal = new JournalInMemory()) {
    this.session = new Session(send, journal);
    this.session.configure((name) => settings[name]);
    this.session.stackNumbers.configure((key) => config[key] && JSON.stringify(config[key]));
  }

  /**
   * Marks these objects as held by resources of this run, as the engine's diff does before it reaches their dependents.
   */
  holding(objects: readonly string[] = [], owner = "shop/dev/parent"): this {
    for (const object of objects) this.session.holders.hold(object, owner);
    return this;
  }

  /** The lifecycle itself. */
  of(noun: Noun): Lifecycle {
    return lifecycle(resources[noun].spec, this.session);
  }

  /** Checks props, as the engine does first. @throws if one is refused */
  async check<N extends Noun>(noun: N, props: PropsOf<N>, before: Data = {}): Promise<Data> {
    const __provider = providerText(noun);
    const { inputs, problems } = await this.of(noun).check(before, { ...props, __provider });
    if (problems.length > 0) throw new Error(problems.map(problemText).join("\n"));
    return { ...inputs, __provider };
  }

  async create<N extends Noun>(noun: N, props: PropsOf<N>): Promise<Made> {
    const inputs = await this.check(noun, props);
    const { id, outs } = await this.of(noun).create(inputs);
    return { id, inputs, state: { ...outs, __provider: inputs.__provider } };
  }

  async update<N extends Noun>(noun: N, made: Made, props: PropsOf<N>): Promise<Made> {
    const inputs = await this.check(noun, props, made.inputs);
    const { outs } = await this.of(noun).update(made.id, made.state, inputs);
    return { id: made.id, inputs, state: { ...outs, __provider: inputs.__provider } };
  }

  /** Reads an object, as a refresh does. */
  async read(noun: Noun, made: Made): Promise<Made> {
    const { id, props, inputs = {} } = await this.of(noun).read(made.id, made.state);
    return { id, inputs, state: props };
  }

  /** Whether these inputs would change an object, and how. */
  diff(noun: Noun, made: Made, wanted: Data): Promise<Difference> {
    return this.of(noun).diff(made.id, made.state, wanted);
  }

  delete(noun: Noun, made: Made): Promise<void> {
    return this.of(noun).delete(made.id, made.state);
  }
}
