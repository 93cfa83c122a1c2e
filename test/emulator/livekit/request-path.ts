import type { HonoRequest } from "hono";

/** The decoded path of a request. The server drops one of two leading slashes. */
export function pathOf(request: HonoRequest): string {
  const { pathname } = new URL(request.url);
  try {
    return decodeURIComponent(pathname).replace(/^\/\//, "/");
  } catch {
    // The server refuses such a path early; here no route matches it.
    return pathname;
  }
}
