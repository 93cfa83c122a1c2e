import { z } from "zod";
import { withDetail } from "../issues.js";

/** The Duration of the protocol's messages. */
interface Duration {
  readonly seconds: bigint;
  readonly nanos: number;
}

/** A whole number of seconds. 0 means the server's default. */
export function seconds(max: number) {
  return z
    .int({ error: "must be a whole number of seconds" })
    .min(0, withDetail({ code: "negative", message: "must not be negative", remedy: "0 leaves it to the server" }))
    .max(max, `must not exceed ${max} seconds`);
}

/** Converts seconds to the protocol's Duration; 0 becomes undefined. */
export function toDuration(value: number | undefined): Duration | undefined {
  return value ? { seconds: BigInt(value), nanos: 0 } : undefined;
}

/** Converts the protocol's Duration to seconds; undefined becomes 0. */
export function fromDuration(duration: Duration | undefined): number {
  return duration ? Number(duration.seconds) + duration.nanos / 1e9 : 0;
}
