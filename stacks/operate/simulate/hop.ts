import { shown } from "@arkenos/provider/text";

/** A station of a call. */
export interface Hop {
  readonly at:
    "number" | "trunk" | "origination" | "inbound-trunk" | "dispatch-rule" | "room" | "worker" | "disaster-recovery";
  /** The object's id, if there is one. */
  readonly id?: string;
  /** Whether the call got through here. */
  readonly ok: boolean;
  /** What happened, in one sentence. */
  readonly says: string;
}

/** The stations of one call in their order. */
export class Trail {
  readonly hops: Hop[];

  /** @param before the stations that calls of several ways have in common */
  constructor(before: readonly Hop[] = []) {
    this.hops = [...before];
  }

  /** The call gets through. */
  pass(at: Hop["at"], says: string, id?: string): void {
    this.hops.push({ at, ok: true, says: shown(says), ...(id !== undefined && { id }) });
  }

  /** The call ends here, or has to take another way. */
  fail(at: Hop["at"], says: string, id?: string): undefined {
    this.hops.push({ at, ok: false, says: shown(says), ...(id !== undefined && { id }) });
  }
}
