import { resources } from "@arkenos/provider";
import { shown } from "@arkenos/provider/text";
import type { Noun } from "./observe/observed.js";

/** The cloud that contains an object. */
export type Cloud = "LiveKit" | "Twilio";

/** A kind of object in hyphenated form, for scripts: `inbound-trunk`. */
export type ObjectKind<N extends Noun = Noun> = Hyphenated<N>;

type Hyphenated<Text extends string> = Text extends `${infer First}${infer Rest}`
  ? `${Lowercase<First>}${Rest extends Uncapitalize<Rest> ? "" : "-"}${Hyphenated<Rest>}`
  : "";

type Props = Readonly<Record<string, unknown>>;

/** An object's cloud and its label: `inbound trunk "Arkenos Inbound"`. */
export function objectLabel(noun: Noun, props: Props): { cloud: Cloud; label: string } {
  const { cloud, label } = resources[noun].spec;
  return { cloud: cloud.name, label: shown(label.of(props)) };
}

/** The engine's type of a kind: `pulumi-nodejs:dynamic/livekit:InboundTrunk`. */
export function engineType(noun: Noun): string {
  return `pulumi-nodejs:dynamic/${resources[noun].spec.type}`;
}

/** The kind of object that an engine resource represents; undefined for a resource of another provider. */
export function nounOf(type: string): Noun | undefined {
  return NOUNS.get(type);
}

const NOUNS: ReadonlyMap<string, Noun> = new Map(
  (Object.keys(resources) as Noun[]).map((noun) => [engineType(noun), noun]),
);
