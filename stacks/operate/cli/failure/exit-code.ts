/** Exit codes of the command. */
export const ExitCode = {
  /** Success, including when there was nothing to do. */
  ok: 0,
  /** A cloud, the engine or the network failed, or a person canceled or stopped the run; completed changes are in the state. */
  failed: 1,
  /** The command line or the stack's config is invalid; nothing was called or changed. */
  usage: 2,
  /**
   * Checks found errors (`doctor`, `test-connection`), or some calls to a number go unanswered or could not be checked
   * (`doctor`, `status`, `simulate`, `lookup`, `test-route`; `numbers list` without Twilio).
   */
  checksFailed: 3,
  /** Changes are pending (`preview` and `refresh` with `--detailed-exitcode`). */
  changesPending: 4,
  /** Another run holds the stack. */
  locked: 5,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
