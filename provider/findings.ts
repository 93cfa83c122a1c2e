import type { z } from "zod";

/** One thing that is wrong: where, and what to do about it. */
export interface Finding {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What zod found, in sentences: where we gave it none, its own speak of types instead of remedies. */
export function findings(issue: z.core.$ZodIssue): Finding[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: "there is no such property; correct its name, or leave it out",
    }));
  }
  if (issue.code === "invalid_key") return [{ path: issue.path, message: issue.issues[0]?.message ?? issue.message }];
  if (issue.code === "invalid_type" && issue.message.startsWith("Invalid input")) {
    return [
      { path: issue.path, message: issue.expected === "array" ? "must be a list" : `must be an ${issue.expected}` },
    ];
  }
  return [{ path: issue.path, message: issue.message }];
}
