import { accountOf, type Place } from "./clouds.js";
import { doByHand } from "./by-hand.js";
import { blockersOf, unproven } from "./blockers.js";
import { edited } from "./edits.js";
import { disagreements } from "./foresight.js";
import type { Happening, History } from "./history.js";
import { CALM, type Trouble } from "./run.js";
import type { Command, Played, Stack } from "./stack.js";
import { prepare, inVirtualTime } from "./surroundings.js";
import { misjudged } from "./verdicts.js";
import { World } from "./world.js";

/** How much time passes between two happenings where a person waits. */
const WHILE_MS = 60_000;

/** How a history went. */
export interface Outcome {
  /** What happened, a line each. */
  readonly story: readonly string[];
  /** What must not have happened. */
  readonly wrong: readonly string[];
}

/** Plays a history to its end, where every stack is settled and taken down, and judges everything in it. */
export async function play(history: History): Promise<Outcome> {
  const world = new World(history);
  await prepare(world.clouds.settings(0));
  const player = new Player(world);
  await inVirtualTime(world.clock, world.random, () => player.play(history.happenings));
  return { story: player.story, wrong: world.wrong };
}

class Player {
  readonly #world: World;
  readonly story: string[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  async play(happenings: readonly Happening[]): Promise<void> {
    for (const happening of happenings) {
      await this.#happen(happening);
      if (this.#isWrong) return;
    }
    for (const act of [this.#judge, this.#settle, this.#rest, this.#judge, this.#takeDown]) {
      for (const stack of this.#world.stacks) {
        this.#world.clock.pass(WHILE_MS);
        await act.call(this, stack);
        if (this.#isWrong) return;
      }
    }
  }

  get #isWrong(): boolean {
    return this.#world.wrong.length > 0;
  }

  async #happen(happening: Happening): Promise<void> {
    const { stacks, clouds, clock } = this.#world;
    if (happening.do === "wait") return clock.pass(WHILE_MS);
    if (happening.do === "by hand") {
      const place: Place = happening.place === 1 ? 1 : 0;
      this.story.push(`by hand in ${accountOf(place)}: ${happening.act} (${happening.which})`);
      return this.#world.byHand(() => doByHand(clouds, place, happening.act, happening.which));
    }
    const stack = stacks[happening.stack % stacks.length];
    if (!stack) return;
    if (happening.do === "run") {
      // What a killed run was creating would be left behind: the command has the person converge first.
      if (happening.command === "destroy" && stack.state.isHalfMade)
        this.story.push(`${stack.actor}: destroy is refused, for a killed run was creating objects`);
      else await this.#run(stack, happening.command, happening);
    } else if (happening.do === "lose state") {
      this.story.push(`${stack.actor}: the state is lost`);
      stack.state.lose();
      // A trunk keeps the domain that its stack's first name gave it; after a rename nothing proves whose it is.
      if (stack.config !== stack.converged || unproven(this.#world, stack).length > 0) this.#excuse(stack);
    } else {
      this.#excuse(stack);
      stack.config = edited(stack.config, happening);
      this.story.push(`${stack.actor}: ${happening.do} → ${JSON.stringify(stack.config)}`);
      this.#world.listen();
    }
  }

  async #run(stack: Stack, command: Command, trouble: Trouble): Promise<Played> {
    for (const number of stack.toGiveBack) stack.told.add(number);
    stack.isGoing = command === "destroy";
    // What a killed run had begun to make is not in the state, so that nothing takes it down.
    if (stack.isGoing && stack.state.pending.size > 0) stack.isUnsure = true;
    if (stack.isGoing) this.#excuse(stack);
    const reasons = this.#reasons(stack, command);
    const played = await stack.play(command, trouble);
    stack.isGoing = false;
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
    const isSoldOut = this.#world.clouds.twilio.store.available.size === 0;
    const refused = ended.refused.filter((name) => !(isSoldOut && name === "line"));
    const isBaseless = reasons.length === 0 && this.#reasons(stack, command).length === 0;
    const baseless = isBaseless ? [...foreseen] : [];
    const told = run.wasTroubled
      ? baseless.map(([name, why]) => `foresight refused ${name} without a reason: ${why}`)
      : disagreements(foreseen, { ...ended, refused });
    this.#world.wrong.push(...told.map((what) => `${stack.actor}: ${what}`));
  }

  #excuse(stack: Stack): void {
    for (const key of this.#world.lost(stack)) stack.excused.add(key);
  }

  #converged(stack: Stack, command: Command): void {
    if (command !== "up") stack.isUnsure = false;
    if (command === "destroy") this.#world.takenDown(stack);
    if (command === "refresh") return;
    if (command !== "up") stack.state.forgetPending({ creates: true });
    stack.told = new Set(stack.toGiveBack);
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
      reasons.push("a run was killed, and what it began is not known");
    if (stack.isUnsure)
      reasons.push("somebody changed something by hand, or a run was killed; and nobody looked since");
    return reasons;
  }

  /** Comes to rest: what stands in the way is put out of it by a person, and then it converges. */
  async #settle(stack: Stack): Promise<void> {
    for (let tries = 0; tries < 5; tries++) {
      const { errors } = await this.#run(stack, "up --refresh", CALM);
      if (errors.length === 0) return;
      const blockers = blockersOf(this.#world, stack);
      // A remedy may edit the config, as a person does: what a killed run was creating is no longer looked for then.
      this.#excuse(stack);
      for (const { remedy } of blockers) remedy();
      this.#world.listen();
      if (blockers.length === 0) break;
    }
    this.#world.wrong.push(`${stack.actor} has no way on`);
  }

  /** A second up changes nothing and calls nothing; calls get through; nothing is left over. */
  async #rest(stack: Stack): Promise<void> {
    const { steps, run, errors } = await this.#run(stack, "up", CALM);
    const changes = steps.filter(({ op }) => op !== "same").map(({ op, name }) => `${op} ${name}`);
    if (changes.length + errors.length > 0)
      this.#world.wrong.push(`${stack.actor} was not at rest: ${[...changes, ...errors].join(", ")}`);
    if (run.calls.length > 0)
      this.#world.wrong.push(
        `${stack.actor} called without need: ${run.calls.map(({ operation }) => operation).join(", ")}`,
      );
    this.#world.wrong.push(...this.#world.unanswered(stack), ...this.#world.leftOver(stack));
  }

  /** The verdict on each number is the truth, whatever state the clouds are in. */
  async #judge(stack: Stack): Promise<void> {
    const { clouds, ground, wrong } = this.#world;
    wrong.push(...(await misjudged(stack, clouds, ground.network)));
  }

  async #takeDown(stack: Stack): Promise<void> {
    const { errors } = await this.#run(stack, "destroy", CALM);
    if (errors.length > 0) this.#world.wrong.push(`${stack.actor} could not be taken down: ${errors.join("; ")}`);
    this.#world.wrong.push(...this.#world.leftOver(stack));
  }
}
