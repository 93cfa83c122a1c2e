/** What the command's exit code tells a script. */
export const ExitCode = {
  /** Done, or nothing to do. */
  ok: 0,
  /** A cloud, the engine or the network failed; what was done so far is in the state. */
  failed: 1,
  /** The command line or the stack's config is wrong; nothing was called, nothing was changed. */
  usage: 2,
  /**
   * Checks found errors (`doctor`, `test-connection`), or calls to a number are not answered, only a share of them is, or
   * that was not checked (`doctor`, `dial`, `lookup`, `test-pipeline`; `numbers list` without Twilio).
   */
  checksFailed: 3,
  /** There are changes to make (`preview` and `refresh` with `--detailed-exitcode`). */
  changesPending: 4,
  /** Another run holds the stack. */
  locked: 5,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
