import type { Session } from "@arkenos/provider/clouds";
import type { Context } from "./context.js";
import { sessionOf } from "./session.js";
import { configFileOf, configIn } from "./stack-file.js";
import { openStack, projectFolder } from "./stack.js";

/**
 * Access to both clouds for commands that need only the accounts: with the credentials of the stack's config inside a
 * project, otherwise of the environment.
 */
export async function settingsSession(context: Context): Promise<Session> {
  if (!isInProject(context)) return sessionOf({}, context.io.env);
  const stack = await openStack(context);
  const held = await configIn(stack, configFileOf(stack.folder, stack.name));
  return sessionOf(held, context.io.env);
}

function isInProject({ cwd }: Context): boolean {
  try {
    return projectFolder(cwd) !== "";
  } catch {
    return false;
  }
}
