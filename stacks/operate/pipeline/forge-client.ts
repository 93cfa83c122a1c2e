import { ForgeError } from "./forge.js";

/** Calls a forge's API. */
export type Ask = <T>(method: "GET" | "POST" | "PATCH" | "PUT", path: string, body?: object) => Promise<T>;

const PAGE = 100;
const TIMEOUT_MS = 30_000;

/**
 * Creates a client for one API.
 *
 * @param root the base URL of the API
 * @param headers the authentication headers, which are secret
 * @throws ForgeError with the method, the path and the forge's message
 */
export function forgeClient(root: string, headers: Readonly<Record<string, string>>): Ask {
  return async <T>(method: string, path: string, body?: object) => {
    const response = await fetch(root + path, {
      ...{
        method,
        // fetch would send the token on to another host, unless it is in the header Authorization.
        redirect: "manual",
        headers: { ...headers, "content-type": "application/json" },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
      ...(body && { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new ForgeError(`${method} ${path}: ${root} does not answer`);
    });
    if (!response.ok) {
      const { message } = (await response.json().catch(() => ({}))) as { message?: unknown };
      const isRedirect = response.status >= 300 && response.status < 400;
      const reason = typeof message === "string" ? message : isRedirect ? "redirects are not followed" : "nothing more";
      throw new ForgeError(`${method} ${path}: the server responded with ${response.status}: ${reason}`);
    }
    return (await response.json()) as T;
  };
}

/** Finds the first matching entry in all pages of a list. */
export async function findEntry<T>(ask: Ask, path: string, fits: (entry: T) => boolean): Promise<T | undefined> {
  for (let page = 1; ; page++) {
    const entries = await ask<T[]>("GET", `${path}${path.includes("?") ? "&" : "?"}per_page=${PAGE}&page=${page}`);
    const found = entries.find(fits);
    if (found !== undefined || entries.length < PAGE) return found;
  }
}
