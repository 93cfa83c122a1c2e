import { shown } from "@arkenos/provider/text";

/** A stage of a call. */
export interface Hop {
  /** Where on the route this is. */
  readonly at:
    "number" | "trunk" | "origination" | "inbound-trunk" | "dispatch-rule" | "room" | "worker" | "disaster-recovery";
  /** The object's id, if there is one. */
  readonly id?: string;
  /** Whether the call got through here. */
  readonly ok: boolean;
  /** What happened, in one sentence. */
  readonly says: string;
}

/** The stages of one call, in order. */
export class Trail {
  readonly hops: Hop[];

  /** @param before the stages that several routes share */
  constructor(before: readonly Hop[] = []) {
    this.hops = [...before];
  }

  /** Records that the call passes. */
  pass(at: Hop["at"], says: string, id?: string): void {
    this.hops.push({ at, ok: true, says: shown(says), ...(id !== undefined && { id }) });
  }

  /** Records that the call ends here or has to take another route. */
  fail(at: Hop["at"], says: string, id?: string): undefined {
    this.hops.push({ at, ok: false, says: shown(says), ...(id !== undefined && { id }) });
  }
}
