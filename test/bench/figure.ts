/** One measured figure and its limit. */
export interface Figure {
  readonly name: string;
  /** Null if this machine cannot measure it. */
  readonly value: number | null;
  readonly unit: string;
  readonly limit: number;
  readonly ok: boolean;
}

/** The size of a benchmark run. */
export interface Effort {
  /** The count of numbers in the large topology. */
  readonly large: number;
  /** How often each of the two workers is called or started. */
  readonly pairs: number;
  /** How many calls in a row one worker takes. */
  readonly row: number;
}

/** A measure, with its name on the command line. */
export interface Measure {
  readonly name: string;
  /** @throws if it could not be measured; a missed limit is still a figure */
  readonly measure: (effort: Effort) => Promise<Figure[]>;
}

/** A figure with an upper limit. */
export function atMost(limit: number, name: string, value: number | null, unit: string): Figure {
  return { name, value, unit, limit, ok: value !== null && value <= limit };
}

/** The given quantile of the values: 0.95 for p95. */
export function percentile(share: number, values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The median of the values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const [low = Number.NaN, high = low] = [
    sorted[Math.ceil(sorted.length / 2) - 1],
    sorted[Math.floor(sorted.length / 2)],
  ];
  return (low + high) / 2;
}
