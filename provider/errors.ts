import { type ProblemDetail, type Problem, problemText } from "./problem.js";
import { shown } from "./shown.js";

/** A cloud's answer, reduced to what may be shown: never a header, a body or a credential. */
export interface Answer {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** The cloud's own code: Twirp's `not_found`, Twilio's `20404`. */
  readonly code: string;
  /** The cloud's own sentence. */
  readonly message: string;
  /** How long the cloud asks callers to wait, in milliseconds. */
  readonly retryAfterMs?: number;
}

/**
 * An error to show to a person. Escapes the names that others chose. It has no stack trace, because Pulumi's provider
 * process prints the stack trace of any error that read, diff or delete throw.
 */
export class ProviderError extends Error {
  /** What is wrong, as data. */
  readonly problems: readonly Problem[];

  constructor(...problems: readonly (ProblemDetail & Partial<Problem>)[]) {
    const placed = problems.map((problem) => ({ path: [], ...problem }));
    super(shown(placed.map(problemText).join("; ")));
    this.problems = placed;
    this.name = new.target.name;
    this.stack = "";
  }
}

/** A cloud refused a call or did not answer. The message has the form *call: answer (status code)*. */
export class ApiError extends ProviderError {
  /** The HTTP status; 0 if no answer arrived. */
  readonly status: number;
  /** The cloud's own code, or our more specific code where only its text says more. */
  readonly code: string;
  /** How long the cloud asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** What was refused, and what to do about it. */
  readonly detail: ProblemDetail;

  constructor(call: string, answer: Answer, remedy?: string) {
    const status = answer.status === 0 ? answer.code : `${answer.status} ${answer.code}`.trim();
    const detail = {
      code: answer.code || `http_${answer.status}`,
      message: `${call}: ${answer.message.replace(/\.$/, "")} (${status})`,
      ...(remedy !== undefined && { remedy }),
    };
    super(detail);
    this.detail = detail;
    this.status = answer.status;
    this.code = answer.code;
    this.retryAfterMs = answer.retryAfterMs;
  }

  /** The cloud rejected the call before processing it, because of a rate limit. */
  get rateLimited(): boolean {
    return this.status === 429;
  }

  /** No answer arrived. The call may have taken effect. */
  get unanswered(): boolean {
    return this.status === 0;
  }

  /** The call may have taken effect, although it did not report success. */
  get uncertain(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

/** The object does not exist. */
export class NotFoundError extends ApiError {}

/** The object was created but could not be configured completely. It has an id and must not be lost. */
export class UnfinishedError<Wire = unknown> extends ProviderError {
  readonly wire: Wire;

  constructor(wire: Wire, reason: Error) {
    super(...problemsIn(reason));
    this.wire = wire;
  }
}

/** An {@link UnfinishedError} in the form that makes Pulumi keep the object: its id, its properties and the reasons. */
export class LateError extends ProviderError {
  readonly id: string;
  readonly properties: object;

  constructor(reason: ProviderError, { id, properties }: Pick<LateError, "id" | "properties">) {
    super(...reason.problems);
    this.id = id;
    this.properties = properties;
  }

  get reasons(): readonly string[] {
    return [this.message];
  }
}

/** The problems that an error carries. */
function problemsIn(error: unknown): readonly Problem[] {
  if (error instanceof ProviderError) return error.problems;
  return [
    {
      path: [],
      /** An error of the program or a library. */ code: "unexpected",
      message: error instanceof Error ? error.message : String(error),
    },
  ];
}
