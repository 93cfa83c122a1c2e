import { resources } from "@arkenos/provider";
import { type Session, twilio } from "@arkenos/provider/clouds";
import type { StackConfig } from "@arkenos/stacks/config";
import type { Desired, StateObject } from "./desired.js";
import { isDefaultProvider } from "../engine/default-provider.js";
import { plaintextOf } from "../engine/plaintext.js";
import { projectFile } from "../engine/project-file.js";
import type { EngineStack } from "../engine/stack.js";
import { outputsIn, type State } from "../engine/state.js";
import { nameIn } from "../engine/step.js";
import { nounOf } from "../object-words.js";

/** A stack whose config has been read and validated. */
export interface Configured {
  readonly stack: EngineStack;
  readonly config: StackConfig;
  /** The config as Pulumi decrypts it, `arkenos:key` → text or JSON. */
  readonly held: Readonly<Record<string, string>>;
  readonly session: Session;
}

/** What a stack wants and has, from its config, outputs and state. Does not call a cloud. */
export async function readDesired({ stack, config, held, session }: Configured): Promise<Desired> {
  const state = await stack.state();
  return {
    stack: `${projectFile(stack.folder).name ?? ""}/${stack.name.slice(stack.name.lastIndexOf("/") + 1)}`,
    config,
    accountSid: session.account(twilio) ?? "",
    agentEnv: Object.keys(JSON.parse(held["arkenos:agentEnv"] ?? "{}") as object),
    outputs: outputsIn(state),
    held: heldIn(state, session),
    ...(((state.pending_operations ?? []).length > 0 || (await stack.hasJournal())) && {
      isInterrupted: true as const,
    }),
  };
}

/** The telephony objects in a state. */
function heldIn({ resources: held = [] }: State, session: Session): StateObject[] {
  const topologies = new Map(held.filter(({ type }) => type === TOPOLOGY).map(({ urn }) => [urn, nameIn(urn)]));
  return held.flatMap(({ urn, type, id, parent, inputs, outputs, provider = "" }) => {
    const noun = nounOf(type);
    if (noun === undefined || id === undefined) return [];
    const values = Object.entries({ ...inputs, ...outputs }).map(([key, value]) => [key, plaintextOf(value)]);
    const topology = topologies.get(parent ?? "");
    const state = Object.fromEntries(values) as StateObject["state"];
    const { account } = state;
    // One account can have several addresses, so a different one proves nothing for the stack's own provider.
    const isElsewhere =
      provider !== "" && !isDefaultProvider(provider) && account !== session.account(resources[noun].spec.cloud);
    return [
      {
        ...{ name: nameIn(urn), noun, id, state },
        ...(topology !== undefined && { topology }),
        ...(isElsewhere && { elsewhere: String(account) }),
      },
    ];
  });
}

const TOPOLOGY = "arkenos:telephony:SipTopology";
