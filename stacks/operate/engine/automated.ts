import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { engineCommand } from "./engine-command.js";
import type { StackOptions } from "./stack-options.js";

/** Loads the Automation API, which takes as long as a small preview, so start early. */
export function automation(): Promise<typeof import("@pulumi/pulumi/automation/index.js")> {
  return import("@pulumi/pulumi/automation/index.js");
}

/** A stack as the Automation API runs it. */
export async function automated({ engine, folder, name, env }: StackOptions): Promise<Stack> {
  const api = await automation();
  const { LocalWorkspace, Stack } = api;
  const workspace = await LocalWorkspace.create({
    workDir: folder,
    pulumiCommand: engineCommand(api, engine),
    envVars: defined({ ...env, ...engine.env }),
  });
  // Selecting would change which stack the project's folder has selected; every run names its stack.
  workspace.selectStack = () => Promise.resolve();
  const stack = await Stack.select(name, workspace);
  // After each run the class would start the engine three more times for results that are not used.
  stack.outputs = () => Promise.resolve({});
  stack.info = () => Promise.resolve(undefined);
  return stack;
}

function defined(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
