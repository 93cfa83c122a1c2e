import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { engineCommand } from "./engine-command.js";
import type { StackOptions } from "./stack-options.js";

/** Loads the Automation API, which takes as long as a small preview, so start early. */
export function automation(): Promise<typeof import("@pulumi/pulumi/automation/index.js")> {
  return import("@pulumi/pulumi/automation/index.js");
}

/** Opens a stack with the Automation API. */
export async function automated({ engine, folder, name, env }: StackOptions): Promise<Stack> {
  const api = await automation();
  const { LocalWorkspace, Stack } = api;
  const workspace = await LocalWorkspace.create({
    workDir: folder,
    pulumiCommand: engineCommand(api, engine),
    envVars: defined({ ...env, ...engine.env }),
  });
  // Do not change which stack is selected in the project's folder: every run names its stack.
  workspace.selectStack = () => Promise.resolve();
  const stack = await Stack.select(name, workspace);
  // After each run, the class would start the engine three more times for results that are not needed.
  stack.outputs = () => Promise.resolve({});
  stack.info = () => Promise.resolve(undefined);
  return stack;
}

function defined(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
