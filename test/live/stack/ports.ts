import { createSocket } from "node:dgram";
import { createServer } from "node:net";

/** A free TCP port on loopback; with `udp`, the UDP port of that number is free too. */
export async function freePort({ udp = false }: { readonly udp?: boolean } = {}): Promise<number> {
  for (;;) {
    const port = await tcpPort();
    if (!udp || (await isFreeUdp(port))) return port;
  }
}

/** A range of UDP ports below the system's ephemeral range, of which the first and last are free. */
export async function freeRange(size: number): Promise<{ readonly first: number; readonly last: number }> {
  for (;;) {
    const first = 10_000 + size * Math.floor(Math.random() * Math.floor(20_000 / size));
    const last = first + size - 1;
    if ((await isFreeUdp(first)) && (await isFreeUdp(last))) return { first, last };
  }
}

function tcpPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function isFreeUdp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket("udp4").once("error", () => resolve(false));
    socket.bind(port, "127.0.0.1", () => socket.close(() => resolve(true)));
  });
}
