/** A trunk's metadata: the text that a person wrote, and the owner in our marker. */
export interface Marked {
  readonly metadata: string;
  readonly owner?: string;
}

/**
 * Combines the person's text and our ownership marker into the metadata to store. A trunk's metadata never reaches a
 * participant; only clients that list trunks see the marker.
 */
export function stamp({ metadata, owner }: Marked): string {
  if (owner === undefined) return metadata;
  return JSON.stringify({ arkenos: { owner }, ...(metadata !== "" && { metadata }) });
}

/** Separates stored metadata into its parts. Metadata without our marker is a person's text. */
export function unstamp(stored: string): Marked {
  try {
    const { arkenos, metadata = "" } = JSON.parse(stored) as { arkenos?: { owner?: unknown }; metadata?: unknown };
    if (typeof arkenos?.owner === "string" && typeof metadata === "string") return { metadata, owner: arkenos.owner };
  } catch {
    // It is not JSON, so it does not contain our marker.
  }
  return { metadata: stored };
}

/** The owner in a trunk's marker, if it differs from this one. */
export function otherOwnerOf(stored: string, owner: string | undefined): string | undefined {
  const marked = unstamp(stored).owner;
  return marked === owner ? undefined : marked;
}
