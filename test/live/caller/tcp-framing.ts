import { headerOf, parse, type SipMessage } from "./sip-message.js";

/** Splits a TCP stream into messages by Content-Length. */
export class TcpFraming {
  #rest = Buffer.alloc(0);

  /** The messages that this chunk completes. */
  take(piece: Buffer): SipMessage[] {
    this.#rest = Buffer.concat([this.#rest, piece]);
    const messages: SipMessage[] = [];
    for (let message = this.#next(); message; message = this.#next()) messages.push(message);
    return messages;
  }

  #next(): SipMessage | undefined {
    const end = this.#rest.indexOf("\r\n\r\n");
    if (end < 0) return undefined;
    const head = parse(this.#rest.subarray(0, end + 4).toString());
    const length = end + 4 + Number(headerOf(head, "Content-Length") || 0);
    if (this.#rest.length < length) return undefined;
    const message = { ...head, body: this.#rest.subarray(end + 4, length).toString() };
    this.#rest = this.#rest.subarray(length);
    return message;
  }
}
