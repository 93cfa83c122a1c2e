import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** A forge's contents: comments of pull request 7, and issues. */
interface Entry {
  readonly id: number;
  readonly [key: string]: unknown;
}

/**
 * The part of GitHub's and GitLab's API that a pipeline uses, on loopback, under their own paths. It refuses requests
 * without the token and unknown ones.
 */
export class FakeForge {
  static readonly TOKEN = "a-token-of-the-forge";
  /** Whose token it is. */
  static readonly USER = { id: 41, login: "github-actions[bot]" };
  /** Where requests are redirected to, if anywhere. */
  redirect: string | undefined;
  readonly asked: string[] = [];
  readonly comments: Entry[] = [];
  readonly issues: Entry[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<FakeForge> {
    const server = createServer();
    const forge = new FakeForge(server);
    server.on("request", (request, response) => {
      forge.asked.push(request.url ?? "");
      if (forge.redirect !== undefined) {
        response.writeHead(307, { location: forge.redirect }).end();
        return;
      }
      forge.#answer(request).then(
        ([status, body]) =>
          response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return forge;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage): Promise<[number, unknown]> {
    const { headers, method = "" } = request;
    if (headers.authorization !== `Bearer ${FakeForge.TOKEN}` && headers["private-token"] !== FakeForge.TOKEN)
      return [401, { message: "401 Unauthorized" }];
    const { pathname, searchParams } = new URL(request.url ?? "", this.url);
    if (pathname === "/graphql") return [200, { data: { viewer: { login: FakeForge.USER.login } } }];
    // GitHub refuses this to a workflow's token.
    if (pathname === "/user") return headers.authorization ? [403, {}] : [200, FakeForge.USER];
    const path = pathname.replace(/^\/(repos\/acme\/telephony|projects\/42)/, "");
    const [, kind = "", id] =
      /^(\/issues\/7\/comments|\/issues\/comments|\/merge_requests\/7\/notes|\/issues)(?:\/(\d+))?$/.exec(path) ?? [];
    if (kind === "") return [404, { message: "Not Found" }];
    const entries = kind === "/issues" ? this.issues : this.comments;
    if (method === "GET") return [200, page(entries.filter(isOpen), searchParams)];
    const fields = (await json(request)) as Record<string, unknown>;
    if (method === "POST" && id === undefined)
      return [201, entries[entries.push(shown(entries.length + 1, fields)) - 1]];
    const at = entries.findIndex((entry) => String(entry.id) === id);
    if (at < 0 || !["PATCH", "PUT"].includes(method)) return [404, { message: "Not Found" }];
    entries[at] = { ...(entries[at] as Entry), ...fields };
    return [200, entries[at]];
  }
}

function isOpen({ state, state_event }: Entry): boolean {
  return state !== "closed" && state_event !== "close";
}

function page(entries: readonly Entry[], query: URLSearchParams): Entry[] {
  const size = Number(query.get("per_page") ?? 30);
  const first = (Number(query.get("page") ?? 1) - 1) * size;
  return entries.slice(first, first + size);
}

function shown(id: number, fields: Record<string, unknown>): Entry {
  const url = `https://forge.example/${id}`;
  const { USER: user } = FakeForge;
  return { id, number: id, iid: id, html_url: url, web_url: url, user, author: user, ...fields };
}
