import type { z } from "zod";

/** What is wrong with a value, wherever it is. */
export interface ProblemDetail {
  /** The kind of problem, for scripts: `missing_tts`. A code is never renamed. */
  readonly code: string;
  /** What is wrong, without the place and the remedy. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy?: string;
}

/** One problem of a persona, a contract, or a worker's environment. It stays data until a person reads it. */
export interface Problem extends ProblemDetail {
  /** Where it is: keys and indexes. Empty if it concerns the whole. */
  readonly path: readonly PropertyKey[];
}

/** A failure that the person who runs the worker can fix. */
export class ProblemError extends Error {
  /** What is wrong, as data. */
  readonly detail: ProblemDetail;

  constructor(detail: ProblemDetail, message = detailText(detail)) {
    super(message);
    this.name = new.target.name;
    this.detail = detail;
  }
}

/** Several problems that the person who runs the worker can fix. */
export class ProblemsError extends Error {
  /** What is wrong, as data. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(problemText).join("\n"));
    this.name = new.target.name;
    this.problems = problems;
  }
}

/** The problem of a value at a path; none if the value has no detail. */
export function problemsAt(path: readonly PropertyKey[], detail: ProblemDetail | undefined): Problem[] {
  return detail === undefined ? [] : [{ path, ...detail }];
}

/** Moves a problem below a path. */
export function below(...path: readonly PropertyKey[]): (problem: Problem) => Problem {
  return (problem) => ({ ...problem, path: [...path, ...problem.path] });
}

/** Adds a detail to the issues of a schema, which keeps its code and remedy apart. */
export function refuse(
  context: z.RefinementCtx,
  detail: ProblemDetail | undefined,
  path: readonly PropertyKey[] = [],
): void {
  if (detail) context.addIssue({ code: "custom", path: [...path], message: detailText(detail), params: { detail } });
}

/**
 * The parameters of a zod check with a detail. zod asks for the text of an issue before it copies the issue, so
 * the code and remedy are stored separately.
 */
export function withDetail(detail: ProblemDetail | ((issue: z.core.$ZodRawIssue) => ProblemDetail)) {
  const error = (issue: z.core.$ZodRawIssue): string => {
    const found = typeof detail === "function" ? detail(issue) : detail;
    Object.assign(issue, { params: { detail: found } });
    return detailText(found);
  };
  return { error };
}

/** The parameters of a check that refuses an empty value. */
export function empty(remedy: string) {
  return withDetail({ code: "empty", message: "is empty", remedy });
}

/** Converts a zod issue to a problem. An issue without a detail of ours gets zod's code. */
export function issueProblem(
  issue: z.core.$ZodIssue & { readonly params?: { readonly detail?: ProblemDetail } },
): Problem {
  const { path, code, message, params } = issue;
  return { path, ...(params?.detail ?? { code, message }) };
}

/** A problem as a sentence: `tools[0].headers: needs the environment variable TOKEN; put it into agentEnv`. */
export function problemText({ path, ...detail }: Problem): string {
  const place = path.map(step).join("").replace(/^\./, "");
  return place === "" ? detailText(detail) : `${place}: ${detailText(detail)}`;
}

/** A detail as a sentence. A remedy that begins with a capital letter is a separate sentence. */
export function detailText({ message, remedy }: ProblemDetail): string {
  if (remedy === undefined) return message;
  return `${message}${/^\p{Lu}/u.test(remedy) ? "." : ";"} ${remedy}`;
}

function step(key: PropertyKey): string {
  if (typeof key === "number") return `[${key}]`;
  return /^[A-Za-z_][\w-]*$/.test(String(key)) ? `.${String(key)}` : `[${JSON.stringify(String(key))}]`;
}
