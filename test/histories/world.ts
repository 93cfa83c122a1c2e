import { Random } from "../live/fuzz/random.js";
import { changesBetween } from "./change.js";
import { Clock } from "./clock.js";
import { Clouds, type Snapshot } from "./clouds.js";
import { firstConfig } from "./edits.js";
import { mayBeCalledThrough } from "./evidence.js";
import type { History } from "./history.js";
import { Ledger } from "./ledger.js";
import { leftRinging, type Listening, listening } from "./listeners.js";
import { Network } from "./network.js";
import { judge } from "./rights.js";
import type { Run } from "./run.js";
import { Scheduler } from "./scheduler.js";
import { type Ground, Stack } from "./stack.js";
import { idsOf } from "./state.js";

/** What a trunk, or an object of a trunk, shows of the two. */
interface TrunkOrChild {
  readonly numbers: readonly string[];
  readonly trunkIds: readonly string[];
  readonly trunkSid: string;
}

/** Everything in a history. */
export class World {
  readonly clock = new Clock();
  readonly random: Random;
  readonly clouds = new Clouds();
  readonly ledger = new Ledger();
  readonly stacks: readonly Stack[];
  /** The broken promises, in order. */
  readonly wrong: string[] = [];
  readonly ground: Ground;
  #listening = new Map<Stack, Listening>();

  constructor({ schedule, stacks, isFast }: History) {
    this.random = new Random(schedule);
    const scheduler = new Scheduler(this.clock, this.random);
    const network = new Network(this.clock, scheduler, this.clouds, (...effect) => this.#witness(...effect));
    this.ground = { clouds: this.clouds, network, scheduler, isFast: isFast === true };
    this.stacks = stacks.map(
      (beginning, index) => new Stack(String.fromCharCode(65 + index), firstConfig(beginning), this.ground),
    );
  }

  /** Makes a manual change, and records its owner. */
  byHand(act: () => void): void {
    const before = this.clouds.snapshot();
    act();
    const changes = changesBetween(this.clouds, before, this.clouds.snapshot());
    this.ledger.noteByHand(changes);
    if (changes.length > 0) for (const stack of this.stacks) stack.isUnsure = true;
    this.listen();
  }

  /** Records the current results of calls. */
  listen(): void {
    this.#listening = new Map(this.stacks.map((stack) => [stack, listening(stack, this.clouds, this.ledger)] as const));
  }

  /** A stack's numbers that nobody answers. A stranger's number on its trunk is not the stack's concern. */
  unanswered(stack: Stack): string[] {
    if (this.ledger.isShared(stack.actor)) return [];
    return [...listening(stack, this.clouds, this.ledger)].flatMap(([number, now]) =>
      now === "answered" || now === "sent elsewhere by a stranger"
        ? []
        : [`${stack.actor} has converged, and ${number} is ${now}`],
    );
  }

  /** Objects that only this stack has created or adopted, and its state has lost. */
  lost(stack: Stack): string[] {
    const known = new Set(stack.state.all.flatMap(idsOf));
    return this.ledger
      .of(stack.actor)
      .filter((key) => !key.startsWith("twilio.numbers/") && !known.has(key.slice(key.indexOf("/") + 1)));
  }

  /** LiveKit trunks with numbers that their stack's state does not have. */
  withUnknownNumbers({ config, state }: Stack): string[] {
    const { name, parts } = this.clouds.projects[config.place] ?? {};
    if (!parts) return [];
    const { inboundTrunks, outboundTrunks } = parts.store;
    return Object.entries({ inboundTrunks, outboundTrunks }).flatMap(([shelf, trunks]) =>
      state.all
        .filter(({ id, outs }) => {
          const known = (outs.numbers ?? []) as readonly string[];
          return trunks.get(id)?.numbers.some((number) => !known.includes(number));
        })
        .map(({ id }) => `${name}.${shelf}/${id}`),
    );
  }

  /** A stack was destroyed: the objects that it left for others now belong to them. */
  takenDown(stack: Stack): void {
    for (const key of this.lost(stack)) this.#handOver(key, stack);
    this.ledger.leave(stack.actor);
  }

  /** Objects that a stack should have recovered or deleted. */
  leftOver(stack: Stack): string[] {
    return this.lost(stack)
      .filter((key) => !stack.excused.has(key) && !this.#mayStay(key, stack) && !this.#handOver(key, stack))
      .map((key) => `${stack.actor} has left ${key} behind`);
  }

  /** Numbers that a stack put on its trunk, and that are on none now, without the TwiML application that they had. */
  unrestored({ actor }: Stack): string[] {
    const { numbers } = this.clouds.twilio.store;
    return [...this.ledger.displaced].flatMap(([number, { sid, actor: by }]) => {
      const [owned] = numbers.all(({ phoneNumber }) => phoneNumber === number);
      const isBare = owned !== undefined && !owned.trunkSid && !owned.voiceApplicationSid;
      return by === actor && isBare ? [`${actor} has not given ${number} its application ${sid} back`] : [];
    });
  }

  /** Whether a stack keeps an object for a good reason: it serves others, as far as anyone can tell. */
  #mayStay(key: string, { actor }: Stack): boolean {
    if (this.ledger.isShared(actor)) return true;
    const [shelf = "", id = ""] = key.split("/");
    const object = (this.clouds.shelf(shelf)?.get(id) ?? {}) as Partial<TrunkOrChild>;
    const trunks = shelf.replace("dispatchRules", "inboundTrunks").replace("originationUrls", "trunks");
    const serves = (object.trunkIds ?? [object.trunkSid ?? id]).some((trunk) =>
      this.ledger.carriesOthers(`${trunks}/${trunk}`, this.#numbersOn(trunks, trunk), actor),
    );
    const isCalled = /^twilio\.(trunks|credentialLists)$/.test(shelf) && this.#callsThroughLost({ actor });
    return serves || isCalled || mayBeCalledThrough(this.clouds, key);
  }

  #numbersOn(shelf: string, id: string): readonly string[] {
    if (shelf !== "twilio.trunks") return (this.clouds.shelf(shelf)?.get(id) as Partial<TrunkOrChild>)?.numbers ?? [];
    const { numbers } = this.clouds.twilio.store;
    return numbers.all(({ trunkSid }) => trunkSid === id).map(({ phoneNumber }) => phoneNumber);
  }

  /** Whether LiveKit still calls through the stack's Twilio trunk by an outbound trunk that the stack has lost. */
  #callsThroughLost({ actor }: Pick<Stack, "actor">): boolean {
    const held = (shelf: string) => (id: string) => this.ledger.has(`${shelf}/${id}`, actor);
    const domains = this.clouds.twilio.store.trunks
      .all(({ sid }) => held("twilio.trunks")(sid))
      .map(({ domainName }) => domainName ?? "");
    return this.clouds.projects.some(({ name, parts }) =>
      parts.store.outboundTrunks
        .all(({ sipTrunkId }) => held(`${name}.outboundTrunks`)(sipTrunkId))
        .some(({ address }) => domains.includes(address)),
    );
  }

  /** Whether another stack has adopted an object without changing it, and is now responsible for it. */
  #handOver(key: string, stack: Stack): boolean {
    const id = key.slice(key.indexOf("/") + 1);
    const cloud = key.slice(0, key.indexOf("."));
    // Two projects of LiveKit's give the same ids here.
    const isIn = ({ config }: Stack) => cloud === "twilio" || this.clouds.projects[config.place]?.name === cloud;
    const heirs = this.stacks.filter(
      (other) => other !== stack && isIn(other) && other.state.all.some((kept) => idsOf(kept).includes(id)),
    );
    for (const { actor } of heirs) this.ledger.add(key, actor);
    return heirs.length > 0;
  }

  #witness({ actor }: Run, before: Snapshot, after: Snapshot): void {
    const changes = changesBetween(this.clouds, before, after);
    const stack = this.stacks.find((each) => each.actor === actor);
    if (changes.length === 0 || !stack) return;
    const touched = new Set(changes.map(({ id }) => id));
    for (const other of this.stacks)
      if (other !== stack && other.state.all.some((kept) => idsOf(kept).some((id) => touched.has(id))))
        other.isUnsure = true;
    const heard = this.#listening;
    const wrong = judge(stack, changes, this.clouds, this.ledger);
    this.listen();
    for (const [other, now] of this.#listening) {
      if (other.isUnsure || this.ledger.isShared(other.actor)) continue;
      wrong.push(...leftRinging(heard.get(other) ?? new Map(), now));
    }
    this.wrong.push(...wrong.map((what) => `${actor} ${what}`));
  }
}
