import { createHash } from "node:crypto";

/** A trunk's metadata as a person wrote it, and the owner we stamped on it. */
export interface Marked {
  readonly metadata: string;
  readonly owner?: string;
}

/** What our marker says, as JSON beside a person's own text. */
interface Marker {
  readonly owner?: unknown;
  /** Digest of the numbers that we wrote to the trunk: any other were put there by somebody else. */
  readonly numbers?: unknown;
}

/**
 * The metadata to store: the person's own text and our ownership marker beside it.
 * Trunk metadata reaches no participant; only those who list trunks see the marker.
 */
export function stamp({ metadata, owner }: Marked, numbers: readonly string[]): string {
  if (owner === undefined) return metadata;
  return JSON.stringify({ arkenos: { owner, numbers: digestOf(numbers) }, ...(metadata !== "" && { metadata }) });
}

/** Takes stored metadata apart again; text without our marker is the person's own. */
export function unstamp(stored: string): Marked {
  const { arkenos, metadata = "" } = parsed(stored);
  if (typeof arkenos?.owner !== "string" || typeof metadata !== "string") return { metadata: stored };
  return { metadata, owner: arkenos.owner };
}

/** Whether the owner's own last write put exactly these numbers on the trunk. */
export function wroteNumbers(stored: string, numbers: readonly string[]): boolean {
  return parsed(stored).arkenos?.numbers === digestOf(numbers);
}

/** The owner in a trunk's marker, if it is not this one. */
export function otherOwnerOf(stored: string, owner: string | undefined): string | undefined {
  const marked = unstamp(stored).owner;
  return marked === owner ? undefined : marked;
}

function parsed(stored: string): { arkenos?: Marker; metadata?: unknown } {
  try {
    return (JSON.parse(stored) ?? {}) as { arkenos?: Marker; metadata?: unknown };
  } catch {
    return {};
  }
}

function digestOf(numbers: readonly string[]): string {
  return createHash("sha256").update(numbers.toSorted().join()).digest("hex").slice(0, 10);
}
