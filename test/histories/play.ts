import { adoptables } from "./adoption.js";
import { keyOf } from "./change.js";
import { accountOf, type Place } from "./clouds.js";
import { doByHand } from "./by-hand.js";
import { blockersOf } from "./blockers.js";
import type { Config } from "./config.js";
import { edited } from "./edits.js";
import type { Happening, History } from "./history.js";
import { followRemedy } from "./remedies.js";
import { CALM } from "./run.js";
import { Runner } from "./runner.js";
import type { Stack } from "./stack.js";
import { prepare, inVirtualTime } from "./surroundings.js";
import { unproven } from "./unproven.js";
import { wrongVerdicts } from "./verdicts.js";
import { World } from "./world.js";

/** The time between two events during which a person waits. */
const WHILE_MS = 60_000;

/** The result of a history. */
export interface Outcome {
  /** Its events, one per line. */
  readonly story: readonly string[];
  /** The broken promises. */
  readonly wrong: readonly string[];
}

/** Plays a history to its end, at which every stack is settled and destroyed, and checks everything. */
export async function play(history: History): Promise<Outcome> {
  const world = new World(history);
  await prepare(world.clouds.settings(0));
  const runner = new Runner(world);
  const player = new Player(world, runner);
  await inVirtualTime(world.clock, world.random, () => player.play(history.happenings));
  return { story: runner.story, wrong: world.wrong };
}

class Player {
  readonly #world: World;
  readonly #runner: Runner;

  constructor(world: World, runner: Runner) {
    this.#world = world;
    this.#runner = runner;
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
      this.#runner.story.push(`by hand in ${accountOf(place)}: ${happening.act} (${happening.which})`);
      this.#world.byHand(() => doByHand(clouds, place, happening.act, happening.which));
      // A lost rule whose trunk is deleted by hand shows no owner any longer.
      for (const each of stacks) for (const change of unproven(this.#world, each)) each.excused.add(keyOf(change));
      return;
    }
    const stack = stacks[happening.stack % stacks.length];
    if (!stack) return;
    if (happening.do === "run") {
      // A killed run's pending creates would be left behind, so the command makes the person run up first.
      if (happening.command === "destroy" && stack.state.isHalfMade)
        this.#runner.story.push(`${stack.actor}: destroy is refused, because a killed run was creating objects`);
      else await this.#runner.run(stack, happening.command, happening);
    } else if (happening.do === "lose state") {
      this.#runner.story.push(`${stack.actor}: the state is lost`);
      const wasKilled = stack.state.pending.size > 0;
      stack.state.lose();
      // What an earlier killed run left was known only through that state.
      stack.recorded.clear();
      this.#world.ledger.forgetDisplaced(stack.actor);
      // A trunk keeps the domain from its stack's first name; after a rename nothing proves its owner.
      if (wasKilled || stack.config !== stack.converged || unproven(this.#world, stack).length > 0)
        this.#runner.excuse(stack);
    } else if (happening.do === "heed the refusals") {
      await this.#followRemedies(stack, (await this.#runner.run(stack, "up --refresh", CALM)).errors);
    } else {
      this.#edit(stack, happening.do, this.#edited(stack, happening));
    }
  }

  #edited({ config, converged }: Stack, happening: Happening): Config {
    if (happening.do === "take back edits") return converged ?? config;
    if (happening.do !== "adopt by id") return edited(config, happening);
    const there = adoptables(this.#world.clouds, config.place);
    const chosen = there[happening.which % Math.max(1, there.length)];
    return chosen ? { ...config, adoptIds: { ...config.adoptIds, [chosen.key]: chosen.id } } : config;
  }

  #edit(stack: Stack, why: string, config: Config): void {
    this.#runner.excuse(stack);
    stack.config = config;
    this.#runner.story.push(`${stack.actor}: ${why} → ${JSON.stringify(stack.config)}`);
    this.#world.listen();
  }

  /** A person follows the remedies of a run's errors; a remedy that is typed as given must resolve its error. */
  async #followRemedies(stack: Stack, failures: readonly string[]): Promise<boolean> {
    const refusals = failures.filter((refusal) => followRemedy(stack.config, refusal) !== stack.config);
    if (refusals.length === 0) return false;
    this.#edit(stack, "heed the refusals", refusals.reduce(followRemedy, stack.config));
    const { errors } = await this.#runner.run(stack, "up --refresh", CALM);
    const adopting = refusals.filter((refusal) => refusal.includes("arkenos:adopt.")).map(resourceOf);
    const isRepeated = (error: string) =>
      refusals.includes(error) || (error.includes(" cannot be adopted: ") && adopting.includes(resourceOf(error)));
    const again = errors.filter(isRepeated);
    this.#world.wrong.push(
      ...again.map((error) => `${stack.actor} followed the remedy, and got the same error: ${error}`),
    );
    return true;
  }

  /** Settles a stack: a person resolves each conflict, and then up succeeds. */
  async #settle(stack: Stack): Promise<void> {
    for (let tries = 0; tries < 5; tries++) {
      const played = await this.#runner.run(stack, "up --refresh", CALM);
      if (played.errors.length === 0) return;
      // A number that two stacks take from each other's trunk would move back and forth.
      const refusals = played.errors.filter((error) => !error.includes("move: true"));
      if (tries === 0 && (await this.#followRemedies(stack, refusals))) continue;
      const blockers = blockersOf(this.#world, stack);
      // A remedy may edit the config, as a person does; a killed run's pending creates are then no longer searched for.
      this.#runner.excuse(stack);
      for (const { remedy } of blockers) remedy();
      this.#world.listen();
      if (blockers.length === 0) break;
    }
    // Two stacks of one name that want the same number refuse each other, and no config resolves it.
    if (!this.#world.ledger.isShared(stack.actor)) this.#world.wrong.push(`${stack.actor} cannot be settled`);
  }

  /** A second up makes no change and no call; calls get through; nothing is left over. */
  async #rest(stack: Stack): Promise<void> {
    const { steps, run, errors } = await this.#runner.run(stack, "up", CALM);
    if (errors.length > 0 && this.#world.ledger.isShared(stack.actor)) return;
    const changes = steps.filter(({ op }) => op !== "same").map(({ op, name }) => `${op} ${name}`);
    if (changes.length + errors.length > 0)
      this.#world.wrong.push(`${stack.actor} was not settled: ${[...changes, ...errors].join(", ")}`);
    if (run.calls.length > 0)
      this.#world.wrong.push(
        `${stack.actor} called without need: ${run.calls.map(({ operation }) => operation).join(", ")}`,
      );
    this.#world.wrong.push(...this.#world.unanswered(stack), ...this.#world.leftOver(stack));
  }

  /** Each number's verdict is true in any state of the clouds. */
  async #judge(stack: Stack): Promise<void> {
    const { clouds, ground, wrong } = this.#world;
    wrong.push(...(await wrongVerdicts(stack, clouds, ground.network)));
  }

  async #takeDown(stack: Stack): Promise<void> {
    const { errors } = await this.#runner.run(stack, "destroy", CALM);
    if (errors.length > 0) this.#world.wrong.push(`${stack.actor} could not be destroyed: ${errors.join("; ")}`);
    this.#world.wrong.push(...this.#world.leftOver(stack), ...this.#world.unrestored(stack));
  }
}

/** The resource that an error is about. */
function resourceOf(error: string): string {
  return error.slice(0, error.indexOf(": "));
}
