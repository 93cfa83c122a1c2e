/** A run in a stack's history. */
export interface PastRun {
  /** `update`, `refresh`, `destroy`, `resource-import`, … */
  readonly kind: string;
  /** `succeeded`, `failed` or `in-progress`. */
  readonly result: string;
  /** ISO 8601; missing while the run is in progress. */
  readonly endTime?: string;
  readonly startTime?: string;
  /** The machine, the commit and the CI job, as far as the engine recorded them. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** When a refresh last read both clouds into the state; undefined if none of these runs did. */
export function lastReadIn(runs: readonly PastRun[]): Date | undefined {
  const last = runs.find(({ kind, result }) => kind === "refresh" && result === "succeeded");
  return last?.endTime === undefined ? undefined : new Date(last.endTime);
}

/**
 * What started a run: its CI job, or else the commit that it ran from. The engine records no user name, and the author
 * of a commit may not be the person who ran it.
 *
 * @returns undefined if the engine recorded neither
 */
export function startedBy({ environment: noted = {} }: PastRun): string | undefined {
  const { "ci.system": ci, "ci.build.url": url, "git.head": commit, "git.author": author } = noted;
  if (ci !== undefined) return url === undefined ? ci : `${ci} (${url})`;
  if (commit === undefined) return undefined;
  const dirty = noted["git.dirty"] === "true" ? " with uncommitted changes" : "";
  return `commit ${commit.slice(0, 7)}${author === undefined ? "" : ` of ${author}`}${dirty}`;
}
