import { llm } from "@livekit/agents";
import { withoutCredentials, withoutSecrets } from "../without-secrets.js";

/** The longest result that a model is given, in characters. */
const LONGEST_RESULT = 65_536;

/**
 * What an MCP tool answered, as text for the model: a server may echo what it was sent.
 *
 * @throws llm.ToolError when the tool says that it failed
 */
export function resultText(name: string, result: unknown, secrets: readonly string[]): string {
  const {
    content = [],
    structuredContent,
    isError,
  } = (result ?? {}) as {
    content?: readonly { type: string; text?: string; resource?: { text?: string } }[];
    structuredContent?: unknown;
    isError?: boolean;
  };
  const parts = content.map(({ type, text, resource }) => text ?? resource?.text ?? `(${type}, which is no text)`);
  const said = parts.join("\n") || (structuredContent === undefined ? "" : JSON.stringify(structuredContent));
  if (isError === true) throw new llm.ToolError(`${name} failed: ${withoutCredentials(said, secrets).slice(0, 500)}`);
  if (said.length > LONGEST_RESULT)
    throw new llm.ToolError(`${name} failed: its result is longer than ${LONGEST_RESULT} characters`);
  return said === "" ? `${name} succeeded, and says nothing else` : withoutSecrets(said, secrets);
}
