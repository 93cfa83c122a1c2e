/** How bad it is: `error` a call fails or lands wrong; `warning` fragile, open or dear; `info` worth knowing. */
export type Severity = "error" | "warning" | "info";

/** What a finding is about. */
export interface Subject {
  readonly kind:
    | "account"
    | "project"
    | "machine"
    | "config"
    | "number"
    | "elastic-trunk"
    | "origination-url"
    | "credential-list"
    | "inbound-trunk"
    | "outbound-trunk"
    | "dispatch-rule"
    | "agent";
  /** The cloud's id; a number's E.164, an agent's id, a config key. */
  readonly id: string;
  /** What people call it, where that is not its id. */
  readonly name?: string;
}

/** What a check found. */
export interface Finding {
  /** The check's id: stable, never reused, never renamed. */
  readonly id: string;
  readonly severity: Severity;
  readonly subject: Subject;
  /** The code of the problem that it is, where the config is refused. */
  readonly code?: string;
  /** What is wrong and what to do about it, with the values filled in. */
  readonly remediation: string;
  readonly expected?: string;
  readonly found?: string;
  /** Where it was seen: ids, codes, statuses. */
  readonly evidence?: readonly string[];
  /** The finding that this one is a consequence of: fix that one, and this one goes. */
  readonly causedBy?: { readonly id: string; readonly subject: Subject };
  /** Whether converging the stack fixes it. */
  readonly fixable?: boolean;
}
