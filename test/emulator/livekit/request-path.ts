import type { HonoRequest } from "hono";

/** The decoded path of a request. Of two slashes at its start the server drops one. */
export function pathOf(request: HonoRequest): string {
  const { pathname } = new URL(request.url);
  try {
    return decodeURIComponent(pathname).replace(/^\/\//, "/");
  } catch {
    // The server refuses such a path before it looks further; here it is one that nothing answers.
    return pathname;
  }
}
