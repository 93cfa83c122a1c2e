import { resources } from "@arkenos/provider";
import { lifecycle, type Session } from "@arkenos/provider/clouds";
import { type Step, stepOf } from "@arkenos/cli/step";
import type { Config } from "./config.js";
import { inOrder } from "./in-order.js";
import { type Noun, resolved, type Registered } from "./program.js";
import type { Kept, State } from "./state.js";

type Data = Readonly<Record<string, unknown>>;

/** The engine's placeholders for a value that only `up` will know and for a secret. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

/** A stack between two runs. */
export interface StackAtRest {
  readonly config: Config;
  readonly state: State;
}

/** The engine's steps in the preview of `up`, which calls no cloud. */
export async function previewed(
  wanted: readonly Registered[],
  { config, state }: StackAtRest,
  session: Session,
): Promise<Step[]> {
  const outputs = new Map<string, Data>();
  const steps: Step[] = [];
  const tell = (op: string, noun: Noun, name: string, old?: EngineResource, now?: EngineResource) =>
    steps.push(stepOf(metadataOf(config, { op, noun, name, old, now })));
  await inOrder(
    wanted,
    ({ after }) => after,
    async ({ name, noun, inputs }) => {
      const { check, diff } = lifecycle(resources[noun].spec, session);
      const before = state.get(name);
      const { inputs: checked } = await check(before?.inputs ?? {}, resolved(inputs, outputs));
      const planned = { ...unknownAttrs(noun), ...checked };
      if (!before) {
        outputs.set(name, { ...planned, id: UNKNOWN });
        tell("create", noun, name, undefined, { inputs: checked });
        return;
      }
      const { changes, replaces } = await diff(before.id, before.outs, checked);
      const isSame = !changes && !before.unfinished;
      const op = replaces.length > 0 ? "replace" : isSame ? "same" : "update";
      const known = isSame ? before.outs : planned;
      outputs.set(name, { ...known, id: op === "replace" ? UNKNOWN : before.id });
      tell(op, noun, name, before, { inputs: checked, ...(op !== "replace" && { id: before.id }) });
    },
  );
  const names = new Set(wanted.map(({ name }) => name));
  for (const kept of state.all.filter(({ name, doomed }) => doomed || !names.has(name)))
    tell("delete", kept.noun, kept.name, kept);
  return steps;
}

type EngineResource = Pick<Kept, "inputs"> & Partial<Pick<Kept, "id" | "outs">>;

/** The fields of an engine event that a step needs. */
function metadataOf(
  { project, stack, topology }: Config,
  {
    op,
    noun,
    name,
    old,
    now,
  }: { op: string; noun: Noun; name: string; old?: EngineResource | undefined; now?: EngineResource | undefined },
): Parameters<typeof stepOf>[0] {
  const type = `pulumi-nodejs:dynamic/${resources[noun].spec.type}`;
  const urn = `urn:pulumi:${stack}::${project}::${type}::${name}`;
  const provider = `urn:pulumi:${stack}::${project}::pulumi:providers:pulumi-nodejs::default::${UNKNOWN}`;
  const isOfTopology = name.startsWith(`${topology}-`);
  const above = isOfTopology
    ? `arkenos:telephony:SipTopology::${topology}`
    : `pulumi:pulumi:Stack::${project}-${stack}`;
  const parent = `urn:pulumi:${stack}::${project}::${above}`;
  const metadata = ({ id = "", inputs, outs = inputs }: EngineResource) => ({
    ...{ id, parent, provider, type, urn },
    inputs: withoutSecrets(noun, inputs),
    outputs: withoutSecrets(noun, outs),
  });
  return {
    ...{ op, urn, type, provider },
    ...(old && { old: metadata(old) }),
    ...(now && { new: metadata(now) }),
  } as Parameters<typeof stepOf>[0];
}

function unknownAttrs(noun: Noun): Data {
  return Object.fromEntries(Object.keys(resources[noun].spec.attrs.shape).map((name) => [name, UNKNOWN]));
}

function withoutSecrets(noun: Noun, inputs: Data): Data {
  const { shape } = resources[noun].spec.props;
  const secrets = Object.entries(shape)
    .filter(([, field]) => field.meta()?.secret)
    .map(([name]) => name);
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, secrets.includes(name) ? SECRET : value]),
  );
}
