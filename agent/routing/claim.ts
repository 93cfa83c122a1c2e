/** The longest metadata that is read; LiveKit's own limit. */
const LONGEST = 65_536;

/** What metadata says about who answers: nothing, an agent's id, or something that nobody can read. */
export type Claim = { readonly none: true } | { readonly agentId: string } | { readonly unreadable: string };

const NONE: Claim = { none: true };

/**
 * Reads the `agentId` out of a job's or a room's metadata. Words of somebody else's are none of our
 * business; what may have been meant as ours, and cannot be read, is not taken for silence.
 */
export function claimIn(metadata: string): Claim {
  const text = metadata.trim();
  if (text === "") return NONE;
  if (text.length > LONGEST) return { unreadable: `is longer than ${LONGEST} characters` };
  const value = parse(text);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return claimOf(value);
  if (text.startsWith("{") || /agent_?id/i.test(text)) return { unreadable: "is not a JSON object" };
  return NONE;
}

function claimOf(object: object): Claim {
  if (!Object.hasOwn(object, "agentId")) return NONE;
  const { agentId } = object as { agentId: unknown };
  return typeof agentId === "string" ? { agentId } : { unreadable: "has an agentId that is not text" };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
