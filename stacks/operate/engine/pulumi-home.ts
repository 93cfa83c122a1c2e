import { homedir } from "node:os";
import { join } from "node:path";

/** Pulumi's own folder. */
export function pulumiHome(env: NodeJS.ProcessEnv): string {
  return env.PULUMI_HOME || join(env.HOME ?? homedir(), ".pulumi");
}
