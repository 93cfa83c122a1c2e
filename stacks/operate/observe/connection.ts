/** The result of a connection test. */
export interface Connection {
  readonly cloud: "LiveKit" | "Twilio";
  /** Whether the stack can work with it. */
  readonly works: boolean;
  /** Whether no server answered at its address. */
  readonly unanswered?: true;
  /** The identity that the cloud sees; undefined if it refuses the credentials. */
  readonly identity?: string;
  /** What these credentials can access. */
  readonly rights: readonly string[];
  /** What does not work completely, and what to do about it. */
  readonly remarks: readonly Remark[];
}

/** Something to know about a connection, and what to do about it. */
export interface Remark {
  /** The code of the problem: from the setting, from the cloud, or one of ours. */
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}
