import { PhoneNumber, resources } from "@arkenos/provider";
import { SipTopology } from "@arkenos/stacks";
import { MockedEngine } from "../stacks/mocked-engine.js";
import { type Config, topologyArgs } from "./config.js";
import { addSpareTrunks } from "./spare-trunks.js";

/** A kind of resource. */
export type Noun = keyof typeof resources;

/** A resource of a program. Where its inputs use another's output, they have a `reference` to it. */
export interface Registered {
  readonly name: string;
  readonly noun: Noun;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Names of its dependencies. */
  readonly after: readonly string[];
}

/** Outputs of resources, by the resource's name. */
export type Outputs = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

const REFERENCE = /^⟦(?<name>.+)\.(?<field>\w+)⟧$/;
const SECRET = "4dabf18193072939515e22adb298388d";
const known = new Map<string, Promise<readonly Registered[]>>();

/** The stack that a program runs as; the real name replaces it in the registrations. */
const ANY_STACK = "⟦stack⟧";

/**
 * The registrations of the stack's program: the real topology, run on Pulumi's own mocks, once per config. Stacks
 * differ only in the owners of their resources.
 */
export async function programOf({ stack, ...config }: Config): Promise<readonly Registered[]> {
  const key = JSON.stringify(config);
  const registered = known.get(key) ?? register({ ...config, stack: ANY_STACK });
  known.set(key, registered);
  return (await registered).map(({ inputs, ...wanted }) => ({
    ...wanted,
    inputs: replaced(inputs, (text) => text.replace(ANY_STACK, stack)) as Registered["inputs"],
  }));
}

async function register(config: Config): Promise<readonly Registered[]> {
  const { project, stack } = config;
  const engine = await MockedEngine.start({ project, stack, made: (name, type) => symbolic(name, nounOf(type)) });
  new SipTopology(config.topology, topologyArgs(config));
  addSpareTrunks(config);
  if (config.line) new PhoneNumber("line", { search: { areaCode: "510" }, release: config.line.release });
  const registered = [...(await engine.registered())].filter(([, { type }]) => nounOf(type) !== undefined);
  const names = registered.map(([name]) => name);
  return registered
    .map(([name, { type, inputs, after }]) => ({
      name,
      noun: nounOf(type) as Noun,
      inputs: plain(inputs) as Record<string, unknown>,
      after: after.filter((other) => names.includes(other)),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The inputs with references replaced by outputs. */
export function resolved(inputs: Registered["inputs"], outputs: Outputs): Record<string, unknown> {
  return replaced(inputs, (text) => {
    const { name = "", field = "" } = REFERENCE.exec(text)?.groups ?? {};
    return name === "" ? text : outputs.get(name)?.[field];
  }) as Record<string, unknown>;
}

function symbolic(name: string, noun: Noun | undefined) {
  const { props, attrs } = noun ? resources[noun].spec : { props: { shape: {} }, attrs: { shape: {} } };
  const fields = [...Object.keys(props.shape), ...Object.keys(attrs.shape)];
  return {
    id: `⟦${name}.id⟧`,
    state: Object.fromEntries(fields.map((field) => [field, `⟦${name}.${field}⟧`])),
  };
}

/** `livekit:InboundTrunk` → `InboundTrunk`. */
function nounOf(type: string): Noun | undefined {
  const noun = type.slice(type.lastIndexOf(":") + 1);
  return noun in resources ? (noun as Noun) : undefined;
}

/** Without the wrappers of secrets. */
function plain(value: unknown): unknown {
  if (value && typeof value === "object" && SECRET in value && "value" in value) return plain(value.value);
  return mapped(value, plain);
}

function replaced(value: unknown, replace: (text: string) => unknown): unknown {
  return typeof value === "string" ? replace(value) : mapped(value, (inner) => replaced(inner, replace));
}

function mapped(value: unknown, map: (inner: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map);
  if (!value || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, map(inner)]));
}
