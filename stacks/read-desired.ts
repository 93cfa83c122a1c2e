import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { resources } from "@arkenos/provider";
import { ENVIRONMENT, Session, twilio } from "@arkenos/provider/clouds";
import { parse } from "yaml";
import { readConfig } from "./config.js";
import type { Desired, Held } from "./desired.js";
import type { EngineStack, State } from "./engine/stack.js";
import type { Noun } from "./observe/observed.js";

/** What the engine writes in place of a secret, when it is asked to show secrets. */
const SECRET = "4dabf18193072939515e22adb298388d";

/** What a stack wants, and the way to its clouds. */
export interface OpenedStack {
  readonly desired: Desired;
  readonly session: Session;
}

/**
 * Reads what a stack wants and holds, from its config, outputs and state.
 *
 * @throws ConfigError with every problem of the config
 */
export async function readDesired(stack: EngineStack, env: NodeJS.ProcessEnv): Promise<OpenedStack> {
  const [raw, outputs, state, project] = await Promise.all([
    stack.config(),
    stack.outputs(),
    stack.state(),
    projectName(stack.folder),
  ]);
  const config = readConfig(raw, stack.folder);
  const session = new Session();
  session.configure((name) => raw[`arkenos:${name}`] || env[ENVIRONMENT[name]]);
  const accountSid = session.account(twilio) ?? "";
  const name = stack.name.slice(stack.name.lastIndexOf("/") + 1);
  const agentEnv = Object.keys(JSON.parse(raw["arkenos:agentEnv"] ?? "{}") as object);
  return {
    desired: { stack: `${project}/${name}`, config, accountSid, agentEnv, outputs, held: heldIn(state) },
    session,
  };
}

/** The objects of ours that a state holds. */
function heldIn({ resources: held = [] }: State): Held[] {
  return held.flatMap(({ urn, type, id, inputs, outputs }) => {
    const noun = type.slice(type.lastIndexOf(":") + 1);
    if (!type.startsWith("pulumi-nodejs:dynamic/") || id === undefined || !isNoun(noun)) return [];
    const values = Object.entries({ ...inputs, ...outputs }).map(([key, value]) => [key, shown(value)]);
    return [
      { name: urn.slice(urn.lastIndexOf("::") + 2), noun, id, state: Object.fromEntries(values) as Held["state"] },
    ];
  });
}

function isNoun(noun: string): noun is Noun {
  return Object.hasOwn(resources, noun);
}

function shown(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !(SECRET in value)) return value;
  return "plaintext" in value && typeof value.plaintext === "string"
    ? (JSON.parse(value.plaintext) as unknown)
    : undefined;
}

async function projectName(folder: string): Promise<string> {
  const { name } = parse(await readFile(join(folder, "Pulumi.yaml"), "utf8")) as { name: string };
  return name;
}
