import { createRequire } from "node:module";
import type { Desired } from "../../desired/desired.js";
import { examine, type Examined } from "../../doctor/examine.js";
import type { Installed, Machine } from "../../doctor/machine.js";
import { readDesired } from "../../desired/read-desired.js";
import type { Context } from "./context.js";
import { installedVersion } from "./installed-version.js";
import { type OpenedStack, openConfigured } from "./opened-stack.js";

/** Packages that talk to the clouds. */
const PACKAGES = ["livekit-server-sdk", "@livekit/protocol", "twilio"];

/** An open stack with its desired topology. */
export interface Opened extends OpenedStack {
  readonly desired: Desired;
}

/** Opens a stack and reads its desired topology. @throws ConfigError if the config is invalid */
export async function openDesired(context: Context): Promise<Opened> {
  const opened = await openConfigured(context);
  return { ...opened, desired: await readDesired(opened) };
}

/** An open stack with what was read from both clouds, and the verdict on each number. */
export interface ObservedStack extends Opened, Pick<Examined, "observed" | "contexts" | "verdicts"> {}

/** Opens a stack and reads both clouds, without running checks. */
export async function observeStack(context: Context): Promise<ObservedStack> {
  return observeOpened(await openDesired(context), context);
}

/** Reads both clouds for an open stack, without running checks. */
export async function observeOpened(opened: Opened, context: Context): Promise<ObservedStack> {
  const { desired, session } = opened;
  const examined = await examine({ desired, session, machine: machineOf(context), checks: [], now: new Date() });
  return { ...opened, ...examined };
}

/** This machine: its environment and the installed packages that talk to the clouds. */
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
