import { randomBytes } from "node:crypto";
import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { once } from "node:events";
import { until } from "../stack/until.js";
import { isRight, readDigest } from "./digest.js";
import { MediaPort } from "./media-port.js";
import { headerOf, methodOf, parse, render, respond, type SipMessage, statusOf, userIn } from "./sip-message.js";

const REALM = "sip.twilio.com";
const TAG = "answering";

/** What a called phone does; the carrier cannot reach a silent one. */
export type Manner = "answers" | "is busy" | "declines" | "does not answer" | "is silent";

/** An incoming call with valid credentials. */
export interface ReceivedCall {
  readonly to: string;
  readonly from: string;
  readonly username: string;
  readonly media: MediaPort;
  /** Whether the caller has hung up or given up. */
  over: boolean;
  /** The INVITE that our BYE refers to. */
  readonly invite: SipMessage;
}

/** The carrier's side of an outbound call, over UDP: it challenges and verifies, and phones ring behind it. */
export class AnsweringSide {
  /** What the phones do, by number; all others answer. */
  readonly manners = new Map<string, Manner>();
  /** Calls that were accepted. */
  readonly calls: ReceivedCall[] = [];
  /** INVITEs that were refused because of their credentials. */
  refused = 0;
  readonly #socket: Socket;
  readonly #ha1Of: (username: string) => string | undefined;
  readonly #nonces = new Set<string>();
  readonly #invites = new Set<string>();

  private constructor(socket: Socket, ha1Of: (username: string) => string | undefined) {
    this.#socket = socket;
    this.#ha1Of = ha1Of;
    socket.on("message", (packet, from) => void this.#hear(parse(packet.toString()), from));
  }

  /** @param ha1Of the HA1 that the carrier stores for a user; undefined if the user is unknown */
  static async open(ha1Of: (username: string) => string | undefined): Promise<AnsweringSide> {
    const socket = createSocket("udp4");
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    return new AnsweringSide(socket, ha1Of);
  }

  /** `host:port` */
  get host(): string {
    return `127.0.0.1:${this.#socket.address().port}`;
  }

  /** The latest call to a phone. */
  async called(to: string, forMs = 30_000): Promise<ReceivedCall> {
    return until(`a call to ${to}`, () => this.calls.findLast((call) => call.to === to), { forMs });
  }

  /** Hangs up. */
  hangUp({ invite }: ReceivedCall): void {
    const [, target = "", host = "", port] =
      /<(sips?:(?:[^@>]+@)?([^:;>]+)(?::(\d+))?[^>]*)>/.exec(headerOf(invite, "Contact")) ?? [];
    const bye = {
      start: `BYE ${target} SIP/2.0`,
      headers: [
        ["Via", `SIP/2.0/UDP ${this.host};branch=z9hG4bK${randomBytes(8).toString("hex")};rport`],
        ["Max-Forwards", "70"],
        ["From", `${headerOf(invite, "To")};tag=${TAG}`],
        ["To", headerOf(invite, "From")],
        ["Call-ID", headerOf(invite, "Call-ID")],
        ["CSeq", "1 BYE"],
      ],
      body: "",
    } as const;
    this.#socket.send(render(bye), Number(port ?? 5060), host);
  }

  /** Forgets all calls, and makes every phone answer again. */
  reset(): void {
    for (const { media } of this.calls.splice(0)) media.close();
    this.refused = 0;
    this.manners.clear();
  }

  close(): void {
    this.reset();
    this.#socket.close();
  }

  async #hear(message: SipMessage, { port, address }: RemoteInfo): Promise<void> {
    if (statusOf(message) !== undefined || this.#mannerOf(message) === "is silent") return;
    const answer = (status: string, more: { headers?: SipMessage["headers"]; body?: string } = {}) =>
      this.#socket.send(render(respond(message, status, { tag: TAG, ...more })), port, address);
    const callId = headerOf(message, "Call-ID");
    const call = this.calls.find(({ invite }) => headerOf(invite, "Call-ID") === callId);
    switch (methodOf(message)) {
      case "INVITE": {
        // A repeated INVITE was not answered in time; the answer to the first is on its way.
        const invite = `${callId} ${headerOf(message, "CSeq")}`;
        if (this.#invites.has(invite)) return;
        this.#invites.add(invite);
        return this.#invited(message, answer);
      }
      case "CANCEL":
        answer("200 OK");
        if (!call || call.over) return;
        call.over = true;
        this.#socket.send(render(respond(call.invite, "487 Request Terminated", { tag: TAG })), port, address);
        return;
      case "BYE":
        if (call) call.over = true;
        answer("200 OK");
    }
  }

  async #invited(
    invite: SipMessage,
    answer: (status: string, more?: { headers?: SipMessage["headers"]; body?: string }) => void,
  ): Promise<void> {
    const digest = readDigest(headerOf(invite, "Proxy-Authorization"));
    if (!digest || !this.#nonces.has(digest.nonce)) {
      const nonce = randomBytes(8).toString("hex");
      this.#nonces.add(nonce);
      const challenge = `Digest realm="${REALM}", nonce="${nonce}", algorithm=MD5`;
      return answer("407 Proxy Authentication Required", { headers: [["Proxy-Authenticate", challenge]] });
    }
    const ha1 = this.#ha1Of(digest.username);
    if (digest.realm !== REALM || ha1 === undefined || !isRight(digest, ha1, "INVITE")) {
      this.refused++;
      return answer("403 Forbidden");
    }
    const media = await MediaPort.open();
    const [to, from] = [userIn(headerOf(invite, "To")), userIn(headerOf(invite, "From"))];
    this.calls.push({ to, from, username: digest.username, media, over: false, invite });
    const manner = this.#mannerOf(invite);
    if (manner === "is busy") return answer("486 Busy Here");
    if (manner === "declines") return answer("603 Decline");
    answer("180 Ringing");
    if (manner === "does not answer") return;
    const headers = [
      ["Contact", `<sip:${this.host}>`],
      ["Content-Type", "application/sdp"],
    ] as const;
    answer("200 OK", { headers, body: media.sdp });
    media.connect(invite.body);
  }

  #mannerOf(message: SipMessage): Manner | undefined {
    return this.manners.get(userIn(headerOf(message, "To")));
  }
}
