import { AccessToken } from "livekit-server-sdk";
import type { Release } from "../../../emulator/livekit/release.js";

/** An answer, as received. */
export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
}

/** A request's headers besides the ones for JSON and full permissions. */
export type MoreHeaders = Readonly<Record<string, string>>;

/** The SIP service of a LiveKit server, the sandbox's or a real one. */
export class AskedServer {
  /** Which one it is. */
  readonly release: Release;
  readonly #url: string;
  readonly #token: string;

  private constructor(release: Release, url: string, token: string) {
    this.release = release;
    this.#url = url;
    this.#token = token;
  }

  /** A participant with all permissions for the SIP service. */
  static async at(release: Release, url: string, apiKey: string, apiSecret: string): Promise<AskedServer> {
    const token = new AccessToken(apiKey, apiSecret, { ttl: "1d" });
    token.addSIPGrant({ admin: true });
    return new AskedServer(release, url, await token.toJwt());
  }

  /** The prefix of its message bus's errors. */
  get busPrefix(): string {
    return this.release === "1.13.5" ? "twirp error unknown: " : "";
  }

  /** Calls a method; a string is sent unchanged. */
  async post(method: string, body: unknown, headers?: MoreHeaders): Promise<Answer> {
    const response = await fetch(`${this.#url}/twirp/livekit.SIP/${method}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${this.#token}`, ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return { status: response.status, type: response.headers.get("Content-Type"), body: await response.text() };
  }

  /** Creates an object. @returns its id @throws if the server refuses it */
  async make(method: string, body: object): Promise<string> {
    const answer = await this.post(method, body);
    if (answer.status !== 200) throw new Error(`${method}: ${answer.body}`);
    const made = JSON.parse(answer.body) as Record<string, string>;
    return made.sip_trunk_id ?? made.sip_dispatch_rule_id ?? "";
  }

  /** The items that a listing returns. */
  async listed(method: string, request: object = {}): Promise<Record<string, unknown>[]> {
    const { body } = await this.post(method, request);
    return (JSON.parse(body) as { items: Record<string, unknown>[] }).items;
  }

  /** Deletes all trunks and rules. */
  async clear(): Promise<void> {
    for (const { sip_trunk_id } of await this.listed("ListSIPTrunk"))
      await this.post("DeleteSIPTrunk", { sip_trunk_id });
    for (const { sip_dispatch_rule_id } of await this.listed("ListSIPDispatchRule")) {
      await this.post("DeleteSIPDispatchRule", { sip_dispatch_rule_id });
    }
  }
}

/** A server's error: `400 invalid_argument: missing trunk`. */
export function refusalIn({ status, body }: Answer): string {
  const { code, msg } = JSON.parse(body) as Record<string, string>;
  return `${status} ${code}: ${msg}`;
}
