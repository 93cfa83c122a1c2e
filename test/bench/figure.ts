/** One measured figure, and what it must not exceed. */
export interface Figure {
  readonly name: string;
  /** Null where this machine cannot tell. */
  readonly value: number | null;
  readonly unit: string;
  readonly limit: number;
  readonly ok: boolean;
}

/** How much to measure. */
export interface Effort {
  /** The numbers of the large topology. */
  readonly large: number;
  /** How often each of two workers is called, or started. */
  readonly pairs: number;
  /** How many calls in a row one worker takes. */
  readonly row: number;
}

/** Something that is measured, and called by its name on the command line. */
export interface Measure {
  readonly name: string;
  /** @throws if it could not be measured; a missed limit is a figure like any other */
  readonly measure: (effort: Effort) => Promise<Figure[]>;
}

/** A figure that must not exceed a limit. */
export function atMost(limit: number, name: string, value: number | null, unit: string): Figure {
  return { name, value, unit, limit, ok: value !== null && value <= limit };
}

/** The value that this share of all values does not exceed: 0.95 for p95. */
export function percentile(share: number, values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The middle one of several values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const [low = Number.NaN, high = low] = [
    sorted[Math.ceil(sorted.length / 2) - 1],
    sorted[Math.floor(sorted.length / 2)],
  ];
  return (low + high) / 2;
}
