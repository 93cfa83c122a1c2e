/** A trunk's metadata as a person wrote it, and the owner we stamped on it. */
export interface Marked {
  readonly metadata: string;
  readonly owner?: string;
}

/**
 * The metadata to store: the person's own text and our ownership marker beside it.
 * Trunk metadata reaches no participant, so the marker is seen by whoever lists trunks, and nobody else.
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

/** Why a trunk found by name is not ours to take, if it bears somebody else's marker. */
export function ownedByOther(stored: string, owner: string | undefined): string | undefined {
  const other = unstamp(stored).owner;
  if (other === undefined || other === owner) return undefined;
  return `it belongs to ${other}, this is ${owner ?? "nobody's"}; remove it there, give this one another name (namePrefix), or, if the resource was renamed, an alias with its old name`;
}
