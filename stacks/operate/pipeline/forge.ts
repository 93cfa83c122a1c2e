/** A host of repositories, pull requests and issues, as far as a pipeline needs it. */
export interface Forge {
  /** Writes the one comment of that mark on the pull request of this run. @returns its address */
  comment(mark: string, body: string): Promise<string>;
  /** Opens the one issue of that mark, or updates it. @returns its address */
  openIssue(mark: string, title: string, body: string): Promise<string>;
  /** Closes the issue of that mark, if one is open. @returns its address */
  closeIssue(mark: string): Promise<string | undefined>;
}

/** The label of issues about drift; a stack's own issue is found by its mark. */
export const LABEL = "telephony-drift";

/** Why a call to the forge failed. It never holds the token. */
export class ForgeError extends Error {
  override name = "ForgeError";
}

/** A variable of the pipeline's environment. @throws ForgeError that names it, if it is not set */
export function required(env: NodeJS.ProcessEnv, name: string, why: string): string {
  const value = env[name];
  if (!value) throw new ForgeError(`${name} is not set; ${why}`);
  return value;
}
