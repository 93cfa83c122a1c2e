import { type Flaw, type Problem, problemText } from "./problem.js";
import { shown } from "./shown.js";

/** What a cloud said, reduced to what may be shown: never a header, never a body, never a credential. */
export interface Answer {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** The cloud's own code: Twirp's `not_found`, Twilio's `20404`. */
  readonly code: string;
  /** The cloud's own sentence. */
  readonly message: string;
  /** How long the cloud asks us to wait, in milliseconds. */
  readonly retryAfterMs?: number;
}

/**
 * An error meant for a person, with names in it that others wrote. It carries no stack: Pulumi's provider process prints the stack of
 * whatever read, diff or delete throw.
 */
export class ProviderError extends Error {
  readonly problems: readonly Problem[];

  constructor(...problems: readonly (Flaw & Partial<Problem>)[]) {
    const placed = problems.map((problem) => ({ path: [], ...problem }));
    super(shown(placed.map(problemText).join("; ")));
    this.problems = placed;
    this.name = new.target.name;
    this.stack = "";
  }
}

/** A cloud refused a call, or did not answer. Reads *what we tried: what they said (status code)*. */
export class ApiError extends ProviderError {
  readonly status: number;
  /** The cloud's own code, or a finer one of ours where only its text tells. */
  readonly code: string;
  readonly retryAfterMs: number | undefined;
  /** What was refused, and what to do about it. */
  readonly flaw: Flaw;

  constructor(call: string, answer: Answer, remedy?: string) {
    const said = answer.status === 0 ? answer.code : `${answer.status} ${answer.code}`.trim();
    const flaw = {
      code: answer.code || `http_${answer.status}`,
      message: `${call}: ${answer.message.replace(/\.$/, "")} (${said})`,
      ...(remedy !== undefined && { remedy }),
    };
    super(flaw);
    this.flaw = flaw;
    this.status = answer.status;
    this.code = answer.code;
    this.retryAfterMs = answer.retryAfterMs;
  }

  /** The cloud turned the call away before it did anything. */
  get refusedUnheard(): boolean {
    return this.status === 429;
  }

  /** No answer came: it may be lost on its way, and the call have taken effect. */
  get unanswered(): boolean {
    return this.status === 0;
  }

  /** The call may have taken effect although no success was heard. */
  get uncertain(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

/** The object is not there. */
export class NotFoundError extends ApiError {}

/** The object was made, but not everything about it could be set: it has an id and must not be lost. */
export class UnfinishedError<Wire = unknown> extends ProviderError {
  readonly wire: Wire;

  constructor(wire: Wire, reason: Error) {
    super(...problemsIn(reason));
    this.wire = wire;
  }
}

/** As {@link UnfinishedError}, in the form in which Pulumi keeps the object: by its id, its properties and the reasons. */
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

/** What an error says is wrong. */
function problemsIn(error: unknown): readonly Problem[] {
  if (error instanceof ProviderError) return error.problems;
  return [{ path: [], code: "unexpected", message: error instanceof Error ? error.message : String(error) }];
}
