/** What can be tried out, beside what can be read: `arkenos doctor --probe`. */
export const PROBES = ["agent-joins", "origination-resolves", "outbound-call"] as const;

/** The name of a probe; `outbound-call` is asked for with the number to call. */
export type Probe = (typeof PROBES)[number];
