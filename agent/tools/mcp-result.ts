import { llm } from "@livekit/agents";
import { withoutCredentials, withoutSecrets } from "../without-secrets.js";

/** Longest result for the model, in characters. */
const LONGEST_RESULT = 65_536;

/**
 * The result of an MCP tool as text for the model, without secrets: a server may echo the request.
 *
 * @throws llm.ToolError if the tool reports an error
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
  const parts = content.map(({ type, text, resource }) => text ?? resource?.text ?? `(${type}, not text)`);
  const text = parts.join("\n") || (structuredContent === undefined ? "" : JSON.stringify(structuredContent));
  if (isError === true) throw new llm.ToolError(`${name} failed: ${withoutCredentials(text, secrets).slice(0, 500)}`);
  if (text.length > LONGEST_RESULT)
    throw new llm.ToolError(`${name} failed: its result is longer than ${LONGEST_RESULT} characters`);
  return text === "" ? `${name} succeeded without a result` : withoutSecrets(text, secrets);
}
