import { createRequire } from "node:module";
import type { Desired } from "../desired.js";
import { interestOf } from "../doctor/examine.js";
import type { Installed, Machine } from "../doctor/machine.js";
import { Scene } from "../doctor/scene.js";
import { observe } from "../observe/observe.js";
import { readDesired } from "../read-desired.js";
import { CommandError } from "./command-error.js";
import type { Context } from "./context.js";
import { installedVersion } from "./installed-version.js";
import { type OpenedStack, openConfigured } from "./opened-stack.js";

/** Packages whose version decides what reaches a cloud. */
const PACKAGES = ["livekit-server-sdk", "@livekit/protocol", "twilio"];

/** A stack with its config, and what it wants. */
export interface Opened extends OpenedStack {
  readonly desired: Desired;
}

/** Opens a stack and reads what it wants. @throws ConfigError where the config is wrong */
export async function openDesired(context: Context): Promise<Opened> {
  const opened = await openConfigured(context);
  return { ...opened, desired: await readDesired(opened) };
}

/** Opens a stack and looks at both clouds. @throws CommandError if one of them cannot be read */
export async function openScene(context: Context): Promise<Scene> {
  const { desired, session } = await openDesired(context);
  const observed = await observe(session, interestOf(desired));
  for (const cloud of [observed.livekit, observed.twilio]) {
    if (!cloud.readable) throw new CommandError(cloud.problem.message, { next: "arkenos doctor says what to do" });
  }
  return new Scene(desired, observed, machineOf(context));
}

/** This machine: its environment, and the packages that speak to the clouds. */
export function machineOf({ io }: Context): Machine {
  const provider = createRequire(import.meta.url).resolve("@arkenos/provider/package.json");
  const { dependencies } = createRequire(provider)(provider) as { dependencies: Record<string, string> };
  const packages = PACKAGES.map((name): Installed => ({
    name,
    version: installedVersion(name, provider),
    range: dependencies[name] ?? "*",
  }));
  return { env: io.env, packages };
}
