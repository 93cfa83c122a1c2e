import { createRequire } from "node:module";

const PACKAGE = "@modelcontextprotocol/sdk";

/**
 * Makes sure that the package with the MCP client is here; it is loaded by the calls that need it.
 *
 * @throws Error that says what to install
 */
export function requireMcpPackage(): void {
  try {
    createRequire(import.meta.url).resolve(`${PACKAGE}/client/index.js`);
  } catch {
    throw new Error(`needs the package ${PACKAGE}; run npm install ${PACKAGE} where the worker is installed`);
  }
}

/** What an MCP client is made of, loaded when it is first needed. */
export async function loadMcp() {
  const [{ Client }, { StreamableHTTPClientTransport }] = await Promise.all([
    import("@modelcontextprotocol/sdk/client/index.js"),
    import("@modelcontextprotocol/sdk/client/streamableHttp.js"),
  ]);
  return { Client, StreamableHTTPClientTransport };
}
