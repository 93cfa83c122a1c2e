import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import { parse, render, type SipMessage } from "./sip-message.js";
import { TcpFraming } from "./tcp-framing.js";

/** Where SIP messages go. */
export interface SipAddress {
  readonly host: string;
  readonly port: number;
  readonly transport: "udp" | "tcp";
}

/** A way for SIP messages between us and one other side. */
export interface Line {
  /** Where the other side finds us. */
  readonly local: SipAddress;
  send(message: SipMessage): void;
  close(): void;
}

/** Opens a line to a server on loopback. Nothing is repeated over UDP: loopback loses nothing. */
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
  // The server may cut the connection; whoever waits for an answer notices.
  socket.on("error", () => undefined);
  return {
    local: { host: "127.0.0.1", port: socket.localPort ?? 0, transport: "tcp" },
    send: (message) => void socket.write(render(message)),
    close: () => void socket.destroy(),
  };
}
