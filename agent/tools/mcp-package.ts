import { createRequire } from "node:module";
import { ProblemError } from "../contract/problem.js";

const PACKAGE = "@modelcontextprotocol/sdk";

/**
 * Checks that the package of the MCP client is installed. Calls load it only when they need it.
 *
 * @throws ProblemError naming the package to install
 */
export function requireMcpPackage(): void {
  try {
    createRequire(import.meta.url).resolve(`${PACKAGE}/client/index.js`);
  } catch {
    throw new ProblemError({
      code: "missing_package",
      message: `needs the package ${PACKAGE}`,
      remedy: `run npm install ${PACKAGE} where the worker is installed`,
    });
  }
}

/** Loads the MCP client. */
export async function loadMcp() {
  const [{ Client }, { StreamableHTTPClientTransport }] = await Promise.all([
    import("@modelcontextprotocol/sdk/client/index.js"),
    import("@modelcontextprotocol/sdk/client/streamableHttp.js"),
  ]);
  return { Client, StreamableHTTPClientTransport };
}
