/** A step of a call. */
export interface Hop {
  readonly at: "number" | "trunk" | "origination" | "inbound-trunk" | "dispatch-rule" | "room";
  /** The object's id, if there is one. */
  readonly id?: string;
  /** Whether the call got through this step. */
  readonly ok: boolean;
  /** What happened, in one sentence. */
  readonly says: string;
}

/** The steps of one call, in order. */
export class Trail {
  readonly hops: Hop[] = [];

  /** The call gets through this step. */
  pass(at: Hop["at"], says: string, id?: string): void {
    this.hops.push({ at, ok: true, says, ...(id !== undefined && { id }) });
  }

  /** The call ends here, or must take another route. */
  fail(at: Hop["at"], says: string, id?: string): undefined {
    this.hops.push({ at, ok: false, says, ...(id !== undefined && { id }) });
  }
}

/** A call as it reaches LiveKit. */
export interface Invite {
  readonly from: string;
  readonly to: string;
  /** `""` without a PIN. */
  readonly pin: string;
  readonly sourceIp: string | undefined;
}
