/** The result of a connection test. */
export interface Connection {
  readonly cloud: "LiveKit" | "Twilio";
  /** Whether the stack can do its work there. */
  readonly works: boolean;
  /** Whether nothing answered at its address. */
  readonly unanswered?: true;
  /** The identity that the cloud sees; undefined if it refuses the credentials. */
  readonly identity?: string;
  /** What these credentials may do there. */
  readonly rights: readonly string[];
  /** What does not work, or not fully, and what to do about it. */
  readonly remarks: readonly Remark[];
}

/** Something to know about a connection, and what to do about it. */
export interface Remark {
  /** The code of the problem: the setting's, the cloud's, or one of ours. */
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}
