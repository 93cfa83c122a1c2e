import { blockersOf, isSoldOut } from "./blockers.js";
import { disagreements } from "./foresight.js";
import type { Trouble } from "./run.js";
import type { Command, Played, Stack } from "./stack.js";
import type { World } from "./world.js";

/** Has the engines run, tells the story of each run, and judges whether it did what it should. */
export class Runner {
  readonly #world: World;
  /** What happened, a line each. */
  readonly story: string[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** Runs the engine of a stack. */
  async run(stack: Stack, command: Command, trouble: Trouble): Promise<Played> {
    for (const number of stack.withRelease) stack.releasable.add(number);
    stack.isGoing = command === "destroy";
    // What a killed run had begun to make is not in the state, so that nothing takes it down.
    if (stack.isGoing && stack.state.pending.size > 0) stack.isUnsure = true;
    if (stack.isGoing) this.excuse(stack);
    const reasons = this.#reasons(stack, command);
    const played = await stack.play(command, trouble);
    stack.isGoing = false;
    // What the run itself bought was told together with the purchase.
    for (const number of stack.withRelease) stack.releasable.add(number);
    const { steps, errors, run } = played;
    // A number that a killed run bought bears its mark until the stack has found it again and let it go.
    if (steps.some(({ op, name }) => op === "delete" && name === "line")) stack.line = undefined;
    const changes = steps.filter(({ op }) => op !== "same" && op !== "read").map(({ op, name }) => `${op} ${name}`);
    this.story.push(
      `${stack.actor}: ${command}${run.isOver ? ", killed" : ""}: ${changes.join(", ") || "nothing changed"}`,
      ...run.calls.flatMap(({ operation, fault }, index) =>
        fault ? [`    call ${index} ${operation}: ${fault}`] : [],
      ),
      ...errors.map((error) => `    ${error}`),
    );
    // The engine warns that it does not know what became of those; the command refreshes before it goes on.
    if ([...stack.state.pending.values()].some((op) => op !== "create")) stack.isUnsure = true;
    if (errors.length === 0) this.#converged(stack, command);
    else if (!run.isOver) this.#explain(stack, played);
    this.#compare(stack, played, reasons);
    return played;
  }

  /**
   * A run that nothing troubled refuses what foresight refused, and nothing else. Under faults, foresight needs a reason,
   * as things were before or after the run.
   */
  #compare(stack: Stack, { command, foreseen = new Map(), run, ...ended }: Played, reasons: readonly string[]): void {
    // Foresight does not search for numbers.
    const refused = ended.refused.filter((name) => !(name === "line" && isSoldOut(this.#world, stack)));
    const isBaseless = reasons.length === 0 && this.#reasons(stack, command).length === 0;
    const baseless = isBaseless ? [...foreseen] : [];
    const messages = run.wasTroubled
      ? baseless.map(([name, why]) => `foresight refused ${name} without a reason: ${why}`)
      : disagreements(foreseen, { ...ended, refused });
    this.#world.wrong.push(...messages.map((what) => `${stack.actor}: ${what}`));
  }

  /**
   * What a stack has made and does not know any more cannot be found again from now on; nor can it tell that a number,
   * which a killed run put on a trunk, was not put there by others: such a trunk stays.
   */
  excuse(stack: Stack): void {
    for (const key of [...this.#world.lost(stack), ...this.#world.withUnknownNumbers(stack)]) stack.excused.add(key);
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

  /** A run that nothing troubled fails only for a good reason. */
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
