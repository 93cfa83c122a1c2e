import { z } from "zod";

/** The protocol's Duration, as its messages take and give it. */
interface Duration {
  readonly seconds: bigint;
  readonly nanos: number;
}

/** A number of whole seconds; 0 leaves it to the server. */
export function seconds(max: number) {
  return z
    .int({ error: "must be a whole number of seconds" })
    .min(0, "must not be negative; 0 leaves it to the server")
    .max(max, `must not exceed ${max} seconds`);
}

/** Seconds as the protocol's Duration; 0 is unset. */
export function toDuration(value: number | undefined): Duration | undefined {
  return value ? { seconds: BigInt(value), nanos: 0 } : undefined;
}

/** The protocol's Duration in seconds; unset is 0. */
export function fromDuration(duration: Duration | undefined): number {
  return duration ? Number(duration.seconds) + duration.nanos / 1e9 : 0;
}
