import { type Forge, ForgeError } from "./forge.js";
import { github } from "./github.js";
import { gitlab } from "./gitlab.js";

/**
 * The forge of the current pipeline.
 * @throws ForgeError outside of a pipeline
 */
export function forgeOf(env: NodeJS.ProcessEnv): Forge {
  if (env.GITHUB_ACTIONS === "true") return github(env);
  if (env.GITLAB_CI === "true") return gitlab(env);
  throw new ForgeError("This is neither GitHub Actions nor GitLab CI, so there is nowhere to report to");
}
