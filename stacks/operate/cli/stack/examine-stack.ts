import { createRequire } from "node:module";
import type { Desired } from "../../desired/desired.js";
import { examine, type Examined } from "../../doctor/examine.js";
import type { Installed, Machine } from "../../doctor/machine.js";
import { readDesired } from "../../desired/read-desired.js";
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

/** A stack, and what becomes of the calls to its numbers as both clouds are. */
export interface Looked extends Opened, Pick<Examined, "observed" | "scenes" | "verdicts"> {}

/** Opens a stack and looks at both clouds, without a check. */
export async function lookAtStack(context: Context): Promise<Looked> {
  return lookAt(await openDesired(context), context);
}

/** Looks at both clouds for a stack that is open, without a check. */
export async function lookAt(opened: Opened, context: Context): Promise<Looked> {
  const { desired, session } = opened;
  const examined = await examine({ desired, session, machine: machineOf(context), checks: [], now: new Date() });
  return { ...opened, ...examined };
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
