/** The option of each command that can write the state only at its end. */
export const FAST_OPTION = [
  "--fast",
  "write the state once, at the end; an interrupted run resumes from its journal",
] as const;
