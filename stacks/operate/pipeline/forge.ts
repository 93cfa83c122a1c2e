/** The place where a repository, its pull requests and its issues are: as much of it as a pipeline needs. */
export interface Forge {
  /** Writes the one comment of that mark on the pull request of this run. @returns its address */
  comment(mark: string, body: string): Promise<string>;
  /** Opens the one issue of that mark, or writes it anew. @returns its address */
  openIssue(mark: string, title: string, body: string): Promise<string>;
  /** Closes the issue of that mark, if one is open. @returns its address */
  closeIssue(mark: string): Promise<string | undefined>;
}

/** What issues about drift are labelled with. Others may be, too: which one is a stack's, its mark tells. */
export const LABEL = "telephony-drift";

/** Why the forge was not told. It never holds the token. */
export class ForgeError extends Error {
  override name = "ForgeError";
}

/** A variable of the pipeline's environment. @throws ForgeError that names it, if it is not set */
export function required(env: NodeJS.ProcessEnv, name: string, why: string): string {
  const value = env[name];
  if (!value) throw new ForgeError(`${name} is not set; ${why}`);
  return value;
}
