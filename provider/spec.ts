import type { z } from "zod";
import type { Label } from "./label.js";
import type { Listing } from "./listing.js";
import type { LocalField } from "./local.js";
import type { ProblemDetail } from "./problem.js";
import type { Cloud, Session } from "./session.js";

declare module "zod" {
  interface GlobalMeta {
    /** Changing the field replaces the object. */
    immutable?: true;
    /** Never shown: encrypted in the state, absent from messages. */
    secret?: true;
    /** Sent to the cloud, never read back. */
    writeOnly?: true;
    /** If omitted, the provider or the cloud chooses a value once and keeps it. */
    generated?: true;
    /** Only the provider reads it. It is not sent, and changing it alone does not change the object. See `local`. */
    local?: true;
    /** The object's own id, which is known before an update as well as after it. */
    isId?: true;
    /** The props that an attribute depends on. While none of them changes, an update keeps it. */
    follows?: readonly string[];
  }
}

/** Fields by name. Each carries its doc, bounds, default and traits. */
export type Shape = Readonly<Record<string, z.ZodType>>;

/** The props that a person writes, with defaults; or the attributes of an object. */
export type Props<S extends Shape> = z.output<z.ZodObject<S>>;

/** The fields that only the provider reads. */
type LocalNames<S extends Shape> = { [K in keyof S]: S[K] extends LocalField ? K : never }[keyof S];

/** The props that are sent to the cloud. */
export type Sent<S extends Shape> = Omit<Props<S>, LocalNames<S>>;

/** The props that are not sent. */
export type Local<S extends Shape> = Pick<Props<S>, LocalNames<S> & keyof Props<S>>;

/** The props and attributes of an object as the state holds them. */
export type State<P extends Shape, A extends Shape> = Partial<Props<P> & Props<A>>;

/** A condition over several props. It is checked only when all of them are known. */
export interface Rule<P extends Shape> {
  /** The props that it reads. The problem is reported on the first. */
  readonly over: readonly (keyof Props<P> & string)[];
  /** What is wrong and how to fix it, or undefined. */
  readonly problem: (props: Props<P>) => ProblemDetail | undefined | Promise<ProblemDetail | undefined>;
}

/** An object as a cloud's answer describes it. */
export interface Observed<P extends Shape, A extends Shape> {
  /** The id of its resource. */
  readonly id: string;
  /** The props as the cloud has them. */
  readonly props: Partial<Props<P>>;
  /** What the cloud adds to them. */
  readonly attrs: Partial<Props<A>>;
}

/** What `isOurs` may consult. */
export interface Evidence<Client> {
  /** The client of the object's cloud. */
  readonly client: Client;
  /** The run that looks for the object. */
  readonly run: CurrentRun;
  /** Whether a resource of this run holds the object, such as `twilio:ElasticTrunk TK…`. */
  readonly holds: (object: string) => boolean;
}

/** The part of the provider's session that a kind of object may use. */
export type CurrentRun = Pick<Session, "account" | "client" | "holders" | "journal" | "say" | "stackNumbers">;

/** Context for a create or an update: the local props, and the run. */
export interface Guide<P extends Shape> {
  /** The props that are not sent. */
  readonly local: Local<P>;
  /** The run that makes the call. */
  readonly run: CurrentRun;
}

/** The source of a prop that refers to another object. */
export interface Link {
  /** The other object's kind: `ElasticTrunk`. */
  readonly noun: string;
  /** The attribute. @default the object's id */
  readonly output?: string;
  /** Whether the prop is a list with this value as its only item. */
  readonly isList?: true;
}

/**
 * One kind of object: the props that you write, the attributes that you get, and the calls.
 *
 * Ids of child objects carry the parent: `TK…/OU…`.
 */
interface Behavior<P extends Shape, A extends Shape, Wire, Client> {
  /** `cloud:Noun`; frozen, it is part of every state. */
  readonly type: `${string}:${string}`;
  /** The cloud that holds such objects. */
  readonly cloud: Cloud<Client>;
  /** How messages call such an object. */
  readonly label: Label;
  /** Props that refer to an object of another kind: its noun and, if it is not the id, the output. */
  readonly links?: { readonly [K in keyof P]?: Link };
  /** Conditions over several props. */
  readonly rules?: readonly Rule<P>[];
  /** The server refuses a duplicate, so a replacement deletes first. */
  readonly deleteBeforeReplace?: true;
  /** The object costs money. On another account, the provider refuses to create it again. */
  readonly staysOnAccount?: true;

  /** The object outlives the resource, so deleting the resource does not remove it from the list. */
  readonly survives?: true;
  /** Why the object stays although its resource is deleted, for the user. */
  readonly keeps?: (
    client: Client,
    id: string,
    state: State<P, A>,
    run: CurrentRun,
  ) => Promise<ProblemDetail | undefined>;
  /** The objects that a kept object serves, as `livekit:InboundTrunk ST_…`. If the run deletes them all, it is deleted. */
  readonly keptFor?: (state: State<P, A>) => readonly string[];
  /** Removes what this stack put on an object that stays. */
  readonly cleanUp?: (client: Client, id: string, state: State<P, A>, run: CurrentRun) => Promise<unknown>;

  /** The list that contains the object, under its parent's id. */
  readonly listing: (client: Client, parent: string) => Listing<Wire>;
  /** The parent's id, for child objects. */
  readonly parentOf?: (props: Props<P>) => string;
  /**
   * Converts an answer. `state` is present when the object is read, not when it was just written. It is empty for a
   * lookup.
   */
  readonly fromWire: (wire: Wire, state?: State<P, A>) => Observed<P, A>;
  /** The object without what others have added and use. A refresh ignores that, so that no update removes it. */
  readonly withoutOthers?: (wire: Wire, state: State<P, A>, run: CurrentRun) => Promise<Wire>;

  /**
   * Whether an existing object is this resource's own unfinished or lost work, by evidence that no other stack's object
   * can show.
   */
  readonly isOurs?: (wire: Wire, props: Props<P>, evidence: Evidence<Client>) => boolean | Promise<boolean>;
  /** Whether `adopt: "by-name"` matches the object. */
  readonly isNamed?: (wire: Wire, props: Props<P>) => boolean;
  /** The cloud's error code for an object that exists already, even if its lists may not show it yet. */
  readonly existsCode?: string;
  /** The cloud accepts duplicates, so a lagging list could cause a second object. */
  readonly allowsDuplicates?: true;
  /** The prop that makes two objects duplicates. Changing it avoids the conflict. */
  readonly uniqueBy?: string;
  /**
   * Whether the cloud would refuse the new object because of the existing one, or whether the two would do the same
   * work.
   */
  readonly isDuplicate?: (wire: Wire, props: Props<P>) => boolean;
  /** The owner in an object's marker, if it is not this resource. */
  readonly otherOwner?: (wire: Wire, props: Props<P>) => string | undefined;
  /** What depends on the object and is not in this stack's config, as text: `number +15105550100`. */
  readonly dependents?: (client: Client, wire: Wire, props: Props<P>, run: CurrentRun) => Promise<readonly string[]>;
  /** Why the resource must not take the object over, if neither a marker nor its dependents say so. */
  readonly objection?: (
    wire: Wire,
    props: Props<P>,
    run: CurrentRun,
  ) => ProblemDetail | undefined | Promise<ProblemDetail | undefined>;
  /** The option of `arkenos import` that takes an object over. Other kinds belong to one of those with an option. */
  readonly importFlag?: string;
  /** The key of a stack's `adopt` config that names the object with these props. Other kinds have none. */
  readonly adoptKey?: (props: Partial<Props<P>>) => string;
  /** Whether an import matches the object with this resource if no id is given. @default isNamed */
  readonly isMeant?: (wire: Wire, props: Props<P>) => boolean;
  /** Why it matches, as text: `it has this name`. */
  readonly why: string;
  /** The fields that a newer server has set on the object and that this package does not know. */
  readonly newerFields?: (client: Client, wire: Wire) => readonly string[];

  /** Whether the object needs an update although every prop agrees. The state says what is wrong. */
  readonly needsRepair?: (state: State<P, A>, wanted: Partial<Props<P>>) => boolean;

  /** Creates the object, and returns the cloud's answer. */
  readonly create: (client: Client, props: Sent<P>, guide: Guide<P>) => Promise<Wire>;
  /** `state` is empty if the object was only found. Kinds without an update are replaced on every change. */
  readonly update?: (client: Client, id: string, props: Sent<P>, state: State<P, A>, guide: Guide<P>) => Promise<Wire>;
  /** Deletes the object. */
  readonly delete: (client: Client, id: string, state: State<P, A>, run: CurrentRun) => Promise<unknown>;
}

/**
 * A spec as a resource's file writes it. The fields are shape literals, because declarations keep the comments of a
 * literal's members and drop those of a `z.object`.
 */
export interface Definition<P extends Shape, A extends Shape, Wire, Client> extends Behavior<P, A, Wire, Client> {
  /** The props that you write. */
  readonly props: P;
  /** The attributes that you get. */
  readonly attrs: A;
}

/** A definition whose fields are schemas. */
export interface Spec<P extends Shape, A extends Shape, Wire, Client> extends Behavior<P, A, Wire, Client> {
  /** The props that you write. */
  readonly props: z.ZodObject<P>;
  /** The attributes that you get. */
  readonly attrs: z.ZodObject<A>;
}

/** Any spec, where its types do not matter. The parameters are invariant, so `unknown` would not do. */
export type AnySpec = Spec<any, any, any, any>;
