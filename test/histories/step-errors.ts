import { ApiError, type Data, ProviderError } from "@arkenos/provider/clouds";

/** The object that a failed create or update left, with its properties; undefined if there is none. */
export function halfDone(error: unknown): { readonly id: string; readonly properties: Data } | undefined {
  const { id, properties } = (error ?? {}) as { id?: unknown; properties?: unknown };
  return typeof id === "string" && properties ? { id, properties: properties as Data } : undefined;
}

/** Whether a resource was refused: by the provider, or by LiveKit because another object receives the same calls. */
export function isRefusal(error: unknown): boolean {
  if (error instanceof ApiError) return error.code === "trunk_conflict" || error.code === "rule_conflict";
  return error instanceof ProviderError && halfDone(error) === undefined;
}
