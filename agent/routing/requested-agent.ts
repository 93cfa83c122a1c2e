/** Longest metadata, in characters; LiveKit's limit. */
const LONGEST = 65_536;
/** Accepted keys of the agent id, in the style of JavaScript and of Python. */
const SPELLINGS = ["agentId", "agent_id"];

/** The agent id in metadata: none, an id, or something unreadable that may have been meant as one. */
export type RequestedAgent = { readonly none: true } | { readonly agentId: string } | { readonly unreadable: string };

const NONE: RequestedAgent = { none: true };

/**
 * Reads the agent id, `agentId` or `agent_id`, from the metadata of a job or room. Unrelated metadata is ignored. Metadata
 * that may have been meant to name an agent, and cannot be read, is reported as unreadable.
 *
 * @example
 * ```ts
 * requestedAgentIn('{"agent_id":"reception"}'); // { agentId: "reception" }
 * requestedAgentIn('{"agentID":"reception"}'); // { unreadable: 'has the key "agentID"; write agentId' }
 * ```
 */
export function requestedAgentIn(metadata: string): RequestedAgent {
  const text = metadata.trim();
  if (text === "") return NONE;
  if (text.length > LONGEST) return { unreadable: `is longer than ${LONGEST} characters` };
  const value = parse(text);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return requestedAgentOf(value);
  if (text.startsWith("{") || /agent[\s_.-]?id/i.test(text)) return { unreadable: "is not a JSON object" };
  return NONE;
}

/** Reads the agent id from an object; see {@link requestedAgentIn}. */
export function requestedAgentOf(object: object): RequestedAgent {
  const values = new Map(Object.entries(object));
  const meant = [...values.keys()].filter((key) => plain(key) === "agentid");
  const key = SPELLINGS.find((spelling) => values.has(spelling));
  if (key === undefined) {
    const misspelled = meant[0] ?? [...values.keys()].find((other) => plain(other) === "agent");
    return misspelled === undefined ? NONE : { unreadable: `has the key ${quoted(misspelled)}; write agentId` };
  }
  const agentId: unknown = values.get(key);
  const other = meant.find((spelling) => values.get(spelling) !== agentId);
  if (other !== undefined)
    return { unreadable: `has ${quoted(key)} and ${quoted(other)} with different values; keep one of them` };
  return typeof agentId === "string" ? { agentId } : { unreadable: `has an ${key} that is not text` };
}

/** What is left of a key without case, separators and spaces. */
function plain(key: string): string {
  return key.toLowerCase().replace(/[^a-z]/g, "");
}

function quoted(key: string): string {
  return JSON.stringify(key.slice(0, 64));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
