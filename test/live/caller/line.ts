import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import { parse, render, type SipMessage } from "./sip-message.js";
import { TcpFraming } from "./tcp-framing.js";

/** A destination of SIP messages. */
export interface SipAddress {
  readonly host: string;
  readonly port: number;
  readonly transport: "udp" | "tcp";
}

/** A connection for SIP messages to one peer. */
export interface Line {
  /** The address at which the peer reaches us. */
  readonly local: SipAddress;
  send(message: SipMessage): void;
  close(): void;
}

/** Opens a connection to a server on loopback. Nothing is resent over UDP, because loopback loses nothing. */
export async function openLine(to: SipAddress, hear: (message: SipMessage) => void): Promise<Line> {
  return to.transport === "udp" ? openUdp(to, hear) : openTcp(to, hear);
}

async function openUdp({ host, port }: SipAddress, hear: (message: SipMessage) => void): Promise<Line> {
  const socket = createSocket("udp4").on("message", (packet) => hear(parse(packet.toString())));
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return {
    local: { host: "127.0.0.1", port: socket.address().port, transport: "udp" },
    send: (message) => socket.send(render(message), port, host),
    close: () => void socket.close(),
  };
}

async function openTcp({ host, port }: SipAddress, hear: (message: SipMessage) => void): Promise<Line> {
  const framing = new TcpFraming();
  const socket = connect({ host, port, noDelay: true });
  await once(socket, "connect");
  socket.on("data", (piece) => framing.take(piece).forEach(hear));
  // The server may close the connection; the code that waits for an answer notices.
  socket.on("error", () => undefined);
  return {
    local: { host: "127.0.0.1", port: socket.localPort ?? 0, transport: "tcp" },
    send: (message) => void socket.write(render(message)),
    close: () => void socket.destroy(),
  };
}
