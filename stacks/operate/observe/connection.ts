/** What a test of the way to a cloud found. */
export interface Connection {
  readonly cloud: "LiveKit" | "Twilio";
  /** Whether the stack can do its work there. */
  readonly works: boolean;
  /** Whether nothing answered at its address. */
  readonly unanswered?: true;
  /** Whom the cloud takes us for; undefined if it does not. */
  readonly identity?: string;
  /** What these credentials may do there. */
  readonly rights: readonly string[];
  /** What does not work, or not fully, and what to do about it. */
  readonly remarks: readonly Remark[];
}

/** A thing to know about a connection. */
export interface Remark {
  /** The code of the problem that it is: the setting's, or the cloud's own. */
  readonly code?: string;
  readonly says: string;
  readonly remedy: string;
}
