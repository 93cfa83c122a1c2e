import { randomBytes } from "node:crypto";
import { until } from "../stack/until.js";
import { type Line, openLine, type SipAddress } from "./line.js";
import { MediaPort } from "./media-port.js";
import { headerOf, methodOf, respond, type SipMessage, statusOf } from "./sip-message.js";

/** The options of a call. */
export interface Calling {
  /** The caller's number. */
  readonly from: string;
  /** The called number. */
  readonly to: string;
  /** The SIP server that receives the call. */
  readonly via: SipAddress;
  /** The carrier's answer to a transfer: `200 OK` when the target answered. @default "603 Decline" */
  readonly transfer?: "200 OK" | "486 Busy Here" | "603 Decline";
  /** How long the target of a transfer rings, in milliseconds. @default 0 */
  readonly transferRingsMs?: number;
  /** Additional headers of the INVITE. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer to the INVITE, and its delay in milliseconds. */
export interface Progress {
  readonly status: number;
  readonly afterMs: number;
}

/** A call from a telephone: INVITE to BYE or CANCEL, with audio. */
export class PhoneCall {
  /** The audio received. */
  readonly media: MediaPort;
  /** Answers to the INVITE so far; 180 repeats. */
  readonly progress: Progress[] = [];
  readonly #calling: Calling;
  #line!: Line;
  readonly #callId = `${token()}@127.0.0.1`;
  readonly #fromTag = token();
  readonly #branch = `z9hG4bK${token()}`;
  readonly #invitedAt = performance.now();
  #to: string;
  #cseq = 1;
  #answer: SipMessage | undefined;
  #refusal: number | undefined;
  #referredTo: string | undefined;
  #hungUp = false;
  #byeAnswered = false;

  private constructor(calling: Calling, media: MediaPort) {
    this.#calling = calling;
    this.media = media;
    this.#to = `<sip:${calling.to}@${calling.via.host}:${calling.via.port}>`;
  }

  /** Sends the INVITE. The caller closes the call. */
  static async start(calling: Calling): Promise<PhoneCall> {
    const call = new PhoneCall(calling, await MediaPort.open());
    call.#line = await openLine(calling.via, (message) => call.#hear(message));
    const headers = [["Content-Type", "application/sdp"], ...Object.entries(calling.headers ?? {})] as const;
    call.#line.send(call.#request("INVITE", call.#branch, { headers, body: call.media.sdp }));
    return call;
  }

  /** Waits until it rings. */
  async ringing(forMs = 30_000): Promise<void> {
    await until("180 Ringing", () => this.#after(180) !== undefined, { forMs });
  }

  /** Waits until it is answered. @throws with the status if the call is refused */
  async answered(forMs = 60_000): Promise<void> {
    await until("an answer", () => this.#answer !== undefined || this.#refusal !== undefined, { forMs });
    if (this.#refusal !== undefined) throw new Error(`the call was refused: ${this.#refusal}`);
  }

  /** Waits until the peer ends the call: the status that refused it, or `BYE`. */
  async ended(forMs = 30_000): Promise<number | "BYE"> {
    return until("the end of the call", () => this.#refusal ?? (this.#hungUp ? "BYE" : undefined), { forMs });
  }

  /** The target to which the agent's side asked to transfer the call. */
  get referredTo(): string | undefined {
    return this.#referredTo;
  }

  /** Whether the call was answered. */
  get isAnswered(): boolean {
    return this.#answer !== undefined;
  }

  /** From the INVITE to the first 180, the 200, the first RTP packet and the first with sound. */
  get timings(): Readonly<Record<"ringingMs" | "answeredMs" | "firstPacketMs" | "firstSoundMs", number | undefined>> {
    const since = (at: number | undefined) => (at === undefined ? undefined : Math.round(at - this.#invitedAt));
    return {
      ringingMs: this.#after(180),
      answeredMs: this.#after(200),
      firstPacketMs: since(this.media.firstPacketAt),
      firstSoundMs: since(this.media.firstSoundAt),
    };
  }

  /** Cancels a ringing call, and waits for the 487. */
  async cancel(): Promise<number | "BYE"> {
    this.#line.send(this.#request("CANCEL", this.#branch));
    return this.ended();
  }

  /** Hangs up an answered call. */
  async hangUp(): Promise<void> {
    this.#cseq++;
    this.#line.send(this.#request("BYE", `z9hG4bK${token()}`));
    await until("an answer to BYE", () => this.#byeAnswered);
  }

  /** Closes the phone. */
  close(): void {
    this.#line.close();
    this.media.close();
  }

  #after(status: number): number | undefined {
    return this.progress.find((progress) => progress.status === status)?.afterMs;
  }

  #hear(message: SipMessage): void {
    const status = statusOf(message);
    if (status === undefined) return this.#hearRequest(message);
    if (methodOf(message) === "BYE") this.#byeAnswered = true;
    if (methodOf(message) !== "INVITE") return;
    this.progress.push({ status, afterMs: Math.round(performance.now() - this.#invitedAt) });
    if (status < 200) return;
    this.#to = headerOf(message, "To");
    if (status < 300) this.#answered(message);
    else this.#refusal = status;
    // The ACK of a 200 is a separate request; any other belongs to the INVITE.
    this.#line.send(this.#request("ACK", status < 300 ? `z9hG4bK${token()}` : this.#branch));
  }

  #answered(answer: SipMessage): void {
    this.#answer = answer;
    this.media.connect(answer.body);
  }

  #hearRequest(request: SipMessage): void {
    if (methodOf(request) === "REFER") return this.#transfer(request);
    this.#line.send(respond(request, "200 OK"));
    if (methodOf(request) === "BYE") this.#hungUp = true;
  }

  /** A carrier refuses a transfer at once, or accepts it and later reports the result (RFC 3515). */
  #transfer(request: SipMessage): void {
    this.#referredTo = headerOf(request, "Refer-To");
    const { transfer = "603 Decline" } = this.#calling;
    if (transfer === "603 Decline") return this.#line.send(respond(request, transfer));
    this.#line.send(respond(request, "202 Accepted"));
    setTimeout(() => this.#transferred(transfer), this.#calling.transferRingsMs ?? 0);
  }

  #transferred(transfer: string): void {
    this.#cseq++;
    const headers = [
      ["Event", "refer"],
      ["Subscription-State", "terminated;reason=noresource"],
      ["Content-Type", "message/sipfrag;version=2.0"],
    ] as const;
    this.#line.send(this.#request("NOTIFY", `z9hG4bK${token()}`, { headers, body: `SIP/2.0 ${transfer}\r\n` }));
  }

  #request(
    method: string,
    branch: string,
    { headers = [], body = "" }: { headers?: SipMessage["headers"]; body?: string } = {},
  ): SipMessage {
    const { host, port, transport } = this.#line.local;
    const { from, to, via } = this.#calling;
    const target = /<([^>]+)>/.exec(headerOf(this.#answer ?? { start: "", headers: [], body: "" }, "Contact"))?.[1];
    return {
      start: `${method} ${target ?? `sip:${to}@${via.host}:${via.port}`} SIP/2.0`,
      headers: [
        ["Via", `SIP/2.0/${transport.toUpperCase()} ${host}:${port};branch=${branch};rport`],
        ["Max-Forwards", "70"],
        ["From", `<sip:${from}@${host}>;tag=${this.#fromTag}`],
        ["To", this.#to],
        ["Call-ID", this.#callId],
        ["CSeq", `${this.#cseq} ${method}`],
        ["Contact", `<sip:${from}@${host}:${port};transport=${transport}>`],
        ...headers,
      ],
      body,
    };
  }
}

function token(): string {
  return randomBytes(8).toString("hex");
}
