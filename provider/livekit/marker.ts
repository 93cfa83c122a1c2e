/** A trunk's metadata as a person wrote it, and the owner we stamped on it. */
export interface Marked {
  readonly metadata: string;
  readonly owner?: string;
}

/**
 * The metadata to store: the person's own text and our ownership marker beside it.
 * Trunk metadata reaches no participant; only those who list trunks see the marker.
 */
export function stamp({ metadata, owner }: Marked): string {
  if (owner === undefined) return metadata;
  return JSON.stringify({ arkenos: { owner }, ...(metadata !== "" && { metadata }) });
}

/** Takes stored metadata apart again; text without our marker is the person's own. */
export function unstamp(stored: string): Marked {
  try {
    const { arkenos, metadata = "" } = JSON.parse(stored) as { arkenos?: { owner?: unknown }; metadata?: unknown };
    if (typeof arkenos?.owner === "string" && typeof metadata === "string") return { metadata, owner: arkenos.owner };
  } catch {
    // Not JSON, so not ours.
  }
  return { metadata: stored };
}

/** The owner in a trunk's marker, if it is not this one. */
export function otherOwnerOf(stored: string, owner: string | undefined): string | undefined {
  const marked = unstamp(stored).owner;
  return marked === owner ? undefined : marked;
}
