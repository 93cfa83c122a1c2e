import { AccessToken } from "livekit-server-sdk";
import type { LiveKit } from "../../emulator/livekit/livekit.js";
import type { LiveStack } from "../stack/live-stack.js";
import type { SipRequest } from "./requests.js";

/** An answer, with its body parsed if it is JSON. */
export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: unknown;
}

/** One request to both, and their answers. */
export interface Pair {
  readonly request: SipRequest;
  readonly real: Answer;
  readonly sandbox: Answer;
}

/** The real server and the sandbox, which receive the same requests. */
export class SideBySide {
  readonly #stack: LiveStack;
  readonly #sandbox: LiveKit;
  readonly #token: string;

  private constructor(stack: LiveStack, sandbox: LiveKit, token: string) {
    this.#stack = stack;
    this.#sandbox = sandbox;
    this.#token = token;
  }

  /** Both must accept the same key. */
  static async of(stack: LiveStack, sandbox: LiveKit): Promise<SideBySide> {
    const token = new AccessToken(stack.env.LIVEKIT_API_KEY, stack.env.LIVEKIT_API_SECRET, { ttl: "1d" });
    token.addSIPGrant({ admin: true });
    return new SideBySide(stack, sandbox, await token.toJwt());
  }

  /** Empties both. */
  async clear(): Promise<void> {
    for (const [kind, id] of [
      ["SIPTrunk", "sip_trunk_id"],
      ["SIPDispatchRule", "sip_dispatch_rule_id"],
    ] as const) {
      const { body } = await this.#post(this.#stack.url, {
        method: `List${kind}`,
        type: "application/json",
        body: "{}",
      });
      for (const item of (body as { items: Record<string, string>[] }).items) {
        const request = { method: `Delete${kind}`, type: "application/json", body: JSON.stringify({ [id]: item[id] }) };
        await this.#post(this.#stack.url, request);
      }
    }
    this.#sandbox.reset();
  }

  /** Sends a request to the real server, and then to the sandbox, which assigns the same id. */
  async ask(request: SipRequest): Promise<Pair & { readonly made?: string }> {
    const real = await this.#post(this.#stack.url, request);
    const made = request.method.startsWith("Create") && real.status === 200 ? idIn(real.body) : undefined;
    if (made) this.#sandbox.store.ids.announce(made);
    const sandbox = await this.#post(this.#sandbox.url, request);
    return { request, real, sandbox, ...(made !== undefined && { made }) };
  }

  async #post(url: string, { method, type, body }: SipRequest): Promise<Answer> {
    const headers = { "Content-Type": type, Authorization: `Bearer ${this.#token}` };
    const response = await fetch(`${url}/twirp/livekit.SIP/${method}`, { method: "POST", headers, body });
    return { status: response.status, type: response.headers.get("Content-Type"), body: parsed(await response.text()) };
  }
}

function idIn(body: unknown): string | undefined {
  const { sip_trunk_id: trunk, sip_dispatch_rule_id: rule } = body as Record<string, string | undefined>;
  return trunk ?? rule;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
