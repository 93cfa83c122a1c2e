import { type Desired, type StateObject, stateObjectsOf } from "../desired/desired.js";
import type {
  Noun,
  Observed,
  ObservedLiveKit,
  ObservedTwilio,
  Seen,
  SeenNumber,
  SeenTrunk,
} from "../observe/observed.js";
import { isLiveKitCloud } from "@arkenos/provider/values/regions";
import { type ObjectNames, objectNames } from "@arkenos/stacks/object-names";
import { workerIn } from "@arkenos/stacks/rule-name";
import type { Machine } from "./machine.js";
import { sipHosts } from "../simulate/sip-hosts.js";
import { type Verdict, verdictOf, type Worker } from "../simulate/verdict.js";
import { wantedIn, type WantedNumber } from "../simulate/wanted.js";

/** A dispatch rule of the stack in LiveKit. */
export interface OwnRule {
  readonly rule: Seen<"DispatchRule">;
  /** The agent name of the worker that it should request. */
  readonly agentName: string;
  readonly held: StateObject;
}

/** The input of checks: what a stack wants, what the clouds contain, and common lookups. */
export class DoctorContext {
  readonly desired: Desired;
  readonly observed: Observed;
  readonly machine: Machine;
  /** The names of the stack's objects. */
  readonly names: ObjectNames;
  /** The hosts at which this LiveKit project accepts calls from carriers. */
  readonly sipHosts: readonly string[];
  /** The verdict on each of the stack's numbers. */
  readonly verdicts: readonly Verdict[];
  readonly #ids: ReadonlySet<string>;
  readonly #owned: ReadonlyMap<string, SeenNumber>;
  readonly #wanted: readonly WantedNumber[];

  /**
   * @param workers the results of probes, by agent name
   * @param stack the whole stack, of which `desired` is a topology
   */
  constructor(
    desired: Desired,
    observed: Observed,
    machine: Machine,
    workers?: ReadonlyMap<string, Worker>,
    stack: Desired = desired,
  ) {
    this.#ids = new Set(stack.held.map(({ id }) => id));
    this.desired = desired;
    this.observed = observed;
    this.machine = machine;
    this.names = objectNames(desired.config);
    this.sipHosts = sipHosts(desired.config.sipDomain);
    const sight = { observed, sipHosts: this.sipHosts, ...(workers && { workers }) };
    this.#wanted = wantedIn(desired);
    this.verdicts = this.#wanted.map((wanted) => verdictOf(sight, wanted));
    const numbers = observed.twilio.readable ? observed.twilio.numbers : [];
    this.#owned = new Map(numbers.map((number) => [number.phoneNumber, number]));
  }

  get config(): Desired["config"] {
    return this.desired.config;
  }

  /**
   * LiveKit's objects.
   * @throws Error if they were not read; checks that need them do not run then
   */
  get livekit(): ObservedLiveKit {
    if (!this.observed.livekit.readable) throw new Error("LiveKit was not read");
    return this.observed.livekit;
  }

  /**
   * Twilio's objects.
   * @throws Error if they were not read; checks that need them do not run then
   */
  get twilio(): ObservedTwilio {
    if (!this.observed.twilio.readable) throw new Error("Twilio was not read");
    return this.observed.twilio;
  }

  /** The numbers that the stack wants to answer, in E.164. */
  get numbers(): readonly string[] {
    return this.verdicts.map(({ number }) => number);
  }

  /** A number in the account; undefined if the account does not own it. */
  owned(number: string): SeenNumber | undefined {
    return this.#owned.get(number);
  }

  /** Whether an object is the stack's, in this topology or in another one. */
  isOurs({ id }: { readonly id: string }): boolean {
    return this.#ids.has(id);
  }

  /** The object in the state, for kinds of which a stack has one. */
  held(noun: Noun): StateObject | undefined {
    return stateObjectsOf(this.desired, noun)[0];
  }

  /** The stack's Twilio trunk in the account. */
  get trunk(): SeenTrunk | undefined {
    return this.twilio.trunks.find(({ id }) => id === this.held("ElasticTrunk")?.id);
  }

  /** All origination URLs on the stack's trunk. */
  get urls(): readonly Seen<"OriginationUrl">[] {
    return this.trunk?.children?.originationUrls ?? [];
  }

  /** The stack's inbound trunk in LiveKit. */
  get inbound(): Seen<"InboundTrunk"> | undefined {
    return this.livekit.inboundTrunks.find(({ id }) => id === this.held("InboundTrunk")?.id);
  }

  /** The stack's outbound trunk in LiveKit. */
  get outbound(): Seen<"OutboundTrunk"> | undefined {
    return this.livekit.outboundTrunks.find(({ id }) => id === this.held("OutboundTrunk")?.id);
  }

  /** The stack's dispatch rules in LiveKit: the one for all numbers, and those for other workers' numbers. */
  get rules(): readonly OwnRule[] {
    return stateObjectsOf(this.desired, "DispatchRule").flatMap((held) => {
      const rule = this.livekit.dispatchRules.find(({ id }) => id === held.id);
      const agentName = workerIn(held.topology ?? "", held.name) ?? this.config.agentName;
      return rule ? [{ rule, agentName, held }] : [];
    });
  }

  /** The agent that should answer a number, or its worker if only the program knows the agent. */
  answererOf(number: string): string | undefined {
    const wanted = this.#wanted.find((one) => one.number === number);
    return wanted?.agent ?? wanted?.agentName;
  }

  /** The stack's dispatch rule that should take a number's calls. */
  ruleFor(number: string): Seen<"DispatchRule"> | undefined {
    const agentName = this.#wanted.find((wanted) => wanted.number === number)?.agentName;
    return this.rules.find((own) => own.agentName === agentName)?.rule;
  }

  /** Whether LiveKit is LiveKit Cloud. */
  get isCloud(): boolean {
    return isLiveKitCloud(this.config.livekitUrl);
  }
}
