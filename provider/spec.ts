import type { z } from "zod";
import type { Label } from "./label.js";
import type { Listing } from "./listing.js";
import type { LocalField } from "./local.js";
import type { Flaw } from "./problem.js";
import type { Cloud, Session } from "./session.js";

declare module "zod" {
  interface GlobalMeta {
    /** A change makes a new object. */
    immutable?: true;
    /** Never shown: encrypted in state, absent from messages. */
    secret?: true;
    /** Sent, never read back. */
    writeOnly?: true;
    /** Left out, we or the cloud choose it once; the choice stays. */
    generated?: true;
    /** Guides what we do; no object in the cloud has it, so it is not sent, and a change of it alone is no change. See `local`. */
    local?: true;
    /** The object's own id, so it is known before an update as well as after it. */
    isId?: true;
    /** The props that an attribute follows; while none of them changes, an update keeps it. */
    follows?: readonly string[];
  }
}

/** Fields by name: each carries its doc, bounds, default and traits. */
export type Shape = Readonly<Record<string, z.ZodType>>;

/** What a person writes, after defaults; or the attributes of an object. */
export type Props<S extends Shape> = z.output<z.ZodObject<S>>;

/** The fields that only guide what we do. */
type LocalNames<S extends Shape> = { [K in keyof S]: S[K] extends LocalField ? K : never }[keyof S];

/** What a cloud is sent of the props. */
export type Sent<S extends Shape> = Omit<Props<S>, LocalNames<S>>;

/** What guides us and is not sent. */
export type Local<S extends Shape> = Pick<Props<S>, LocalNames<S> & keyof Props<S>>;

/** What an operation knows of the object: its props and attributes as the state holds them. */
export type State<P extends Shape, A extends Shape> = Partial<Props<P> & Props<A>>;

/** A condition over several props. It is asked only when all of them are known. */
export interface Rule<P extends Shape> {
  /** The props it reads; the first is the one to mend. */
  readonly over: readonly (keyof Props<P> & string)[];
  /** What is wrong and how to mend it, or nothing. */
  readonly problem: (props: Props<P>) => Flaw | undefined | Promise<Flaw | undefined>;
}

/** What a cloud's answer says about an object. */
export interface Observed<P extends Shape, A extends Shape> {
  readonly id: string;
  readonly props: Partial<Props<P>>;
  readonly attrs: Partial<Props<A>>;
}

/** What the question whose object it is may look at. */
export interface Evidence<Client> {
  readonly client: Client;
  readonly run: CurrentRun;
  /** Whether a resource of this run has the object, as `twilio:ElasticTrunk TK…`. */
  readonly holds: (object: string) => boolean;
}

/** The run of the provider process, as far as a kind of object may look at it. */
export type CurrentRun = Pick<Session, "account" | "client" | "holders" | "journal" | "say" | "stackNumbers">;

/** What guides a create or an update beside what is sent: the local props, and the run. */
export interface Guide<P extends Shape> {
  readonly local: Local<P>;
  readonly run: CurrentRun;
}

/** Where the value of a prop comes from that refers to another object. */
export interface Link {
  /** The other object's kind: `ElasticTrunk`. */
  readonly noun: string;
  /** The attribute. @default the object's id */
  readonly output?: string;
  /** The prop is a list, of which it is the only item. */
  readonly isList?: true;
}

/**
 * One kind of object: what you write (`props`), what you get (`attrs`), how it works (the calls).
 * Validation, diff, replacement, secrecy, adoption and recovery are derived from it.
 *
 * Ids of child objects carry the parent: `TK…/OU…`.
 */
interface Behavior<P extends Shape, A extends Shape, Wire, Client> {
  /** `cloud:Noun`; frozen, it is part of every state. */
  readonly type: `${string}:${string}`;
  readonly cloud: Cloud<Client>;
  /** What people call such an object. */
  readonly label: Label;
  /** Props that refer to another kind's object: its noun and, if that is not its id, the output. */
  readonly links?: { readonly [K in keyof P]?: Link };
  readonly rules?: readonly Rule<P>[];
  /** The server refuses a twin, so a replacement deletes first. */
  readonly deleteBeforeReplace?: true;
  /** The object is worth money: on another account it is refused instead of made again. */
  readonly staysOnAccount?: true;

  /** The object outlives the resource, so deleting the resource does not take it off the list. */
  readonly survives?: true;
  /** Why the object stays although its resource is deleted, in a sentence for the person who watches. */
  readonly keeps?: (client: Client, id: string, state: State<P, A>, run: CurrentRun) => Promise<string | undefined>;
  /** Takes off an object that stays what we put on it. */
  readonly letGo?: (client: Client, id: string, state: State<P, A>, run: CurrentRun) => Promise<unknown>;

  /** The list that shows the object, below its parent's id. */
  readonly listing: (client: Client, parent: string) => Listing<Wire>;
  /** The parent's id, for child objects. */
  readonly parentOf?: (props: Props<P>) => string;
  /** Reads an answer. `state` is there when the object is read, not when it was just written; a lookup's is empty. */
  readonly fromWire: (wire: Wire, state?: State<P, A>) => Observed<P, A>;
  /** The object without what others have put on it and use: a refresh leaves that out, so that no update takes it away. */
  readonly withoutOthers?: (wire: Wire, state: State<P, A>, run: CurrentRun) => Promise<Wire>;

  /** Whether an existing object is this resource's own unfinished or lost work, by evidence that no stranger's object shows. */
  readonly isOurs?: (wire: Wire, props: Props<P>, evidence: Evidence<Client>) => boolean | Promise<boolean>;
  /** Whether `adopt: "by-name"` means the object. */
  readonly isNamed?: (wire: Wire, props: Props<P>) => boolean;
  /** The cloud's code for a refusal to create what the account has already, though its lists may not show it yet. */
  readonly existsCode?: string;
  /** The cloud takes two alike and refuses neither, so a list that lags could make a second one. */
  readonly takesTwins?: true;
  /** The prop that makes two objects twins; another value of it is a way out. */
  readonly uniqueBy?: string;
  /** Whether the cloud would refuse this object beside the existing one, or the two would do the same work twice. */
  readonly isTwin?: (wire: Wire, props: Props<P>) => boolean;
  /** The owner whose marker an object bears, if it is not ours. */
  readonly otherOwner?: (wire: Wire, props: Props<P>) => string | undefined;
  /** What depends on the object and is not in this stack's config, each in words: `number +15105550100`. */
  readonly hangsOn?: (client: Client, wire: Wire, props: Props<P>, run: CurrentRun) => Promise<readonly string[]>;
  /** Why the object is not this resource's to take, where a marker and what hangs on it do not say it. */
  readonly objection?: (wire: Wire, props: Props<P>, run: CurrentRun) => Flaw | undefined | Promise<Flaw | undefined>;
  /** The flag of `arkenos import` that takes the object over from another stack. */
  readonly importFlag?: string;
  /** Whether an import takes the object for this resource, where no id says which one is meant. @default isNamed */
  readonly isMeant?: (wire: Wire, props: Props<P>) => boolean;
  /** Why it takes it, in words: `it has this name`. */
  readonly why: string;
  /** The fields that a newer server has set on the object, and that this package does not know. */
  readonly newerFields?: (client: Client, wire: Wire) => readonly string[];

  /** Whether the object needs an update even where every prop agrees: the state tells what is wrong with it. */
  readonly isDisturbed?: (state: State<P, A>, wanted: Partial<Props<P>>) => boolean;

  readonly create: (client: Client, props: Sent<P>, guide: Guide<P>) => Promise<Wire>;
  /** `state` is empty when the object was found, not remembered. Kinds without update replace on every change. */
  readonly update?: (client: Client, id: string, props: Sent<P>, state: State<P, A>, guide: Guide<P>) => Promise<Wire>;
  /** A text that it resolves to is a remark for the person who watches. */
  readonly delete: (client: Client, id: string, state: State<P, A>, run: CurrentRun) => Promise<unknown>;
}

/**
 * A spec as a resource's file writes it. The fields are shape literals: declarations keep the comments of a literal's
 * members, and would lose those of a `z.object`'s.
 */
export interface Definition<P extends Shape, A extends Shape, Wire, Client> extends Behavior<P, A, Wire, Client> {
  /** What you write. */
  readonly props: P;
  /** What you get. */
  readonly attrs: A;
}

/** A definition with its fields made into schemas. */
export interface Spec<P extends Shape, A extends Shape, Wire, Client> extends Behavior<P, A, Wire, Client> {
  readonly props: z.ZodObject<P>;
  readonly attrs: z.ZodObject<A>;
}

/** Any spec, where its types do not matter. */
// The parameters are invariant and the framework only passes them through, so `unknown` would not do.
export type AnySpec = Spec<any, any, any, any>;

/** The last part of an id: `OU…` of `TK…/OU…`. */
export function ownId(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

/** The parent's part of an id: `TK…` of `TK…/OU…`, nothing for an object without parent. */
export function parentId(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf("/")));
}
