/** Options for a run of the engine. */
export interface RunOptions {
  /** Asks the engine to stop: running calls finish, and no new ones begin. */
  readonly signal?: AbortSignal;
  /** Limits the run to these resources, by URN. */
  readonly target?: readonly string[];
  /** Reads both clouds first, without saving the result. */
  readonly refresh?: boolean;
  /** Writes the state only at the end, and keeps a journal until then. */
  readonly fast?: boolean | undefined;
}
