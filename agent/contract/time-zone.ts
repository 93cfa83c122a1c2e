import { closest } from "fastest-levenshtein";
import { z } from "zod";
import { withDetail } from "./problem.js";

/** Time zone of a persona that sets none. */
export const DEFAULT_TIME_ZONE = "UTC";

/** A time zone, as an IANA name: `Europe/Zurich`. */
export const timeZoneSchema = z.string({ error: "must be a time zone, such as Europe/Zurich" }).refine(
  isTimeZone,
  withDetail(({ input }) => ({
    code: "not_a_time_zone",
    message: `"${String(input)}" is not a time zone`,
    remedy: `did you mean ${nearest(input)}?`,
  })),
);

/** Accepts names only: an offset such as +01:00 would be wrong for half of the year. */
function isTimeZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function nearest(name: unknown): string {
  return closest(String(name), ["UTC", ...Intl.supportedValuesOf("timeZone")]);
}
