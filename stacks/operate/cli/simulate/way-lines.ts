import type { Hop } from "../../simulate/hop.js";

/** The stations of a share of the calls, one a line; the share stands above them unless it is every call. */
export function wayLines({ share, hops }: { readonly share: number; readonly hops: readonly Hop[] }): string[] {
  const lines = hops.map(
    ({ at, id, ok, says }) => `${ok ? "✓" : "✗"} ${at.padEnd(13)} ${says}${id ? `  (${id})` : ""}`,
  );
  return share === 1 ? lines : [`${Math.round(share * 100)}% of calls:`, ...lines, ""];
}
