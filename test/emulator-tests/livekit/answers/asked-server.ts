import { AccessToken } from "livekit-server-sdk";
import type { Release } from "../../../emulator/livekit/release.js";

/** An answer as it came over the wire. */
export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
}

/** Headers of a request beside those of JSON and of somebody who may do everything. */
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

  /** As somebody with the rights to do everything in the SIP service. */
  static async at(release: Release, url: string, apiKey: string, apiSecret: string): Promise<AskedServer> {
    const token = new AccessToken(apiKey, apiSecret, { ttl: "1d" });
    token.addSIPGrant({ admin: true });
    return new AskedServer(release, url, await token.toJwt());
  }

  /** What stands before an error of its message bus. */
  get busPrefix(): string {
    return this.release === "1.13.5" ? "twirp error unknown: " : "";
  }

  /** Asks a method; a text is sent as it is. */
  async post(method: string, body: unknown, headers?: MoreHeaders): Promise<Answer> {
    const response = await fetch(`${this.#url}/twirp/livekit.SIP/${method}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${this.#token}`, ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return { status: response.status, type: response.headers.get("Content-Type"), body: await response.text() };
  }

  /** Makes an object. @returns its id @throws if the server refuses it */
  async make(method: string, body: object): Promise<string> {
    const answer = await this.post(method, body);
    if (answer.status !== 200) throw new Error(`${method}: ${answer.body}`);
    const made = JSON.parse(answer.body) as Record<string, string>;
    return made.sip_trunk_id ?? made.sip_dispatch_rule_id ?? "";
  }

  /** What a listing answers with. */
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

/** How a server refused: `400 invalid_argument: missing trunk`. */
export function refusalIn({ status, body }: Answer): string {
  const { code, msg } = JSON.parse(body) as Record<string, string>;
  return `${status} ${code}: ${msg}`;
}
