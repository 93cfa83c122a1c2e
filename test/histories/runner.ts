import { blockersOf, isSoldOut } from "./blockers.js";
import { disagreements } from "./preflight.js";
import type { Noun } from "./program.js";
import type { Trouble } from "./run.js";
import type { Command, Played, Stack } from "./stack.js";
import type { Pending } from "./state.js";
import type { World } from "./world.js";

/** Runs the engines, writes the story of each run, and checks whether it did what it should. */
export class Runner {
  readonly #world: World;
  /** The events, one per line. */
  readonly story: string[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** Runs the engine of a stack. */
  async run(stack: Stack, command: Command, trouble: Trouble): Promise<Played> {
    for (const number of stack.withRelease) stack.releasable.add(number);
    stack.isGoing = command === "destroy";
    // A killed run's pending creates are not in the state, so nothing deletes them.
    if (stack.isGoing && stack.state.pending.size > 0) stack.isUnsure = true;
    if (stack.isGoing) this.excuse(stack);
    const reasons = this.#reasons(stack, command);
    const lostBefore = new Set(this.#unknown(stack));
    const pending = new Map(stack.state.pending);
    const played = await stack.play(command, trouble);
    if (command === "up") excuseRepeated(stack, pending);
    if (played.run.isOver)
      for (const key of this.#unknown(stack)) if (!lostBefore.has(key)) stack.recorded.set(key, stack.config);
    stack.isGoing = false;
    if (played.run.calls.some(({ fault }) => fault === "lag")) stack.wasMisled = true;
    // Numbers that the run itself bought got release: true together with the purchase.
    for (const number of stack.withRelease) stack.releasable.add(number);
    const { steps, errors, run } = played;
    // A number that a killed run bought keeps its marker until the stack has found and released it.
    if (steps.some(({ op, name }) => op === "delete" && name === "line")) stack.line = undefined;
    const changes = steps.filter(({ op }) => op !== "same" && op !== "read").map(({ op, name }) => `${op} ${name}`);
    this.story.push(
      `${stack.actor}: ${command}${run.isOver ? ", killed" : ""}: ${changes.join(", ") || "nothing changed"}`,
      ...run.calls.flatMap(({ operation, fault }, index) =>
        fault ? [`    call ${index} ${operation}: ${fault}`] : [],
      ),
      ...errors.map((error) => `    ${error}`),
    );
    // The engine warns of their unknown outcome; the command refreshes before it continues.
    if ([...stack.state.pending.values()].some(({ op }) => op !== "create")) stack.isUnsure = true;
    if (errors.length === 0) this.#converged(stack, command);
    else if (!run.isOver) this.#explain(stack, played);
    this.#compare(stack, played, reasons);
    return played;
  }

  /**
   * A run without faults refuses what preflight refused, and nothing else. Under faults, preflight needs a reason, from
   * before or after the run.
   */
  #compare(stack: Stack, { command, findings = new Map(), run, ...ended }: Played, reasons: readonly string[]): void {
    // Preflight does not search for numbers.
    const refused = ended.refused.filter((name) => !(name === "line" && isSoldOut(this.#world, stack)));
    const isBaseless = reasons.length === 0 && this.#reasons(stack, command).length === 0;
    const baseless = isBaseless ? [...findings] : [];
    const messages = run.wasTroubled
      ? baseless.map(([name, why]) => `preflight refused ${name} without a reason: ${why}`)
      : disagreements(findings, { ...ended, refused });
    this.#world.wrong.push(...messages.map((what) => `${stack.actor}: ${what}`));
  }

  /**
   * Objects that a stack's state has lost cannot be found from now on; nor can it tell a number that a killed run put
   * on a trunk from other owners' numbers, so such a trunk is kept.
   */
  excuse(stack: Stack): void {
    if (stack.state.pending.size === 0) stack.recorded.clear();
    for (const key of this.#unknown(stack)) if (!stack.recorded.has(key)) stack.excused.add(key);
  }

  /** What the clouds have of a stack and its state does not know. */
  #unknown(stack: Stack): string[] {
    return [...this.#world.lost(stack), ...this.#world.withUnknownNumbers(stack)];
  }

  #converged(stack: Stack, command: Command): void {
    if (command !== "up") stack.isUnsure = false;
    if (command === "destroy") this.#world.takenDown(stack);
    if (command === "refresh") return;
    if (command !== "up") stack.state.forgetPending({ creates: true });
    stack.releasable = new Set(stack.withRelease);
    if (stack.line && stack.state.get("line")) stack.line = { ...stack.line, boughtAs: stack.config.stack };
    stack.converged = stack.config;
  }

  /** A run without faults fails only for a good reason. */
  #explain(stack: Stack, { command, errors, run }: Played): void {
    const reasons = this.#reasons(stack, command);
    this.story.push(...reasons.map((why) => `    for a reason: ${why}`));
    if (reasons.length === 0 && !run.wasTroubled)
      this.#world.wrong.push(`${stack.actor} failed to ${command} without a reason: ${errors.join("; ")}`);
  }

  #reasons(stack: Stack, command: Command): string[] {
    const reasons = blockersOf(this.#world, stack).map(({ why }) => why);
    if (command === "destroy" && stack.state.pending.size > 0)
      reasons.push("a run was killed, and its pending operations are unknown");
    if (stack.isUnsure) reasons.push("there was a manual change or a killed run, and no refresh since");
    return reasons;
  }
}

/**
 * Only a run that reads the clouds first looks for what a killed run was doing under another config. Without that, `up`
 * starts it again, and then nothing leads to it.
 */
function excuseRepeated(stack: Stack, before: ReadonlyMap<string, Pending>): void {
  const repeated = [...before].filter(([name, pending]) => stack.state.pending.get(name) !== pending);
  const shelves = repeated.map(([, { wanted }]) => shelfOf(wanted.noun));
  for (const [key, config] of stack.recorded)
    if (config !== stack.config && shelves.some((shelf) => key.includes(`.${shelf}/`))) stack.excused.add(key);
}

/** `CredentialList` → `credentialLists`. */
function shelfOf(noun: Noun): string {
  return noun === "ElasticTrunk" ? "trunks" : `${noun.charAt(0).toLowerCase()}${noun.slice(1)}s`;
}
