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
  constructor(message: string) {
    super(shown(message));
    this.name = new.target.name;
    this.stack = "";
  }
}

/** A cloud refused a call, or did not answer. Reads *what we tried: what they said (status code)*. */
export class ApiError extends ProviderError {
  readonly status: number;
  readonly code: string;
  readonly retryAfterMs: number | undefined;

  constructor(call: string, answer: Answer, remedy?: string) {
    const said = answer.status === 0 ? answer.code : `${answer.status} ${answer.code}`.trim();
    super(`${call}: ${answer.message.replace(/\.$/, "")} (${said})${remedy ? `. ${remedy}` : ""}`);
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
    super(reason.message);
    this.wire = wire;
  }
}
