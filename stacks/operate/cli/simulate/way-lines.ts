import type { Hop } from "../../simulate/hop.js";

/** The hops of a share of the calls, one per line, below the share unless it is all of them. */
export function wayLines({ share, hops }: { readonly share: number; readonly hops: readonly Hop[] }): string[] {
  const lines = hops.map(
    ({ at, id, ok, says }) => `${ok ? "✓" : "✗"} ${at.padEnd(13)} ${says}${id ? `  (${id})` : ""}`,
  );
  return share === 1 ? lines : [`${Math.round(share * 100)}% of calls:`, ...lines, ""];
}

/** A route for a script. `says` is the former name of a hop's `message`, kept for one version. */
export function wayData<Way extends { readonly hops: readonly Hop[] }>(way: Way) {
  return { ...way, hops: way.hops.map((hop) => ({ ...hop, message: hop.says })) };
}
