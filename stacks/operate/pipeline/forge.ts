/** The part of a code host's API that a pipeline needs: pull requests and issues. */
export interface Forge {
  /**
   * Creates or updates the pull request comment with this mark.
   * @returns its URL
   */
  comment(mark: string, body: string): Promise<string>;
  /**
   * Opens or updates the issue with this mark.
   * @returns its URL
   */
  openIssue(mark: string, title: string, body: string): Promise<string>;
  /**
   * Closes the issue with this mark, if it is open.
   * @returns its URL
   */
  closeIssue(mark: string): Promise<string | undefined>;
}

/** The label of issues about drift. The mark identifies the issue of a stack. */
export const LABEL = "telephony-drift";

/** A failed call to the forge. It never contains the token. */
export class ForgeError extends Error {
  override name = "ForgeError";
  /** A call to GitHub or GitLab failed, or a setting for it is missing. */
  readonly code = "forge_failed";
}

/**
 * A variable of the pipeline's environment.
 * @throws ForgeError that names it if it is not set
 */
export function required(env: NodeJS.ProcessEnv, name: string, why: string): string {
  const value = env[name];
  if (!value) throw new ForgeError(`${name} is not set; ${why}`);
  return value;
}
