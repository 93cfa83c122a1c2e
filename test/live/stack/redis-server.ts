import { createConnection } from "node:net";
import { join } from "node:path";
import { freePort } from "./ports.js";
import { Service } from "./service.js";
import type { Program } from "./source.js";

/** Starts a separate redis without persistence. @returns it, and its address */
export async function startRedis(program: Program, folder: string): Promise<{ service: Service; address: string }> {
  const port = await freePort();
  const settings = { port, bind: "127.0.0.1", dir: folder, save: "", appendonly: "no" };
  const service = await Service.start({
    name: "redis-server",
    program,
    args: Object.entries(settings).flatMap(([key, value]) => [`--${key}`, String(value)]),
    log: join(folder, "redis-server.log"),
    ready: () => answersPing(port),
  });
  return { service, address: `127.0.0.1:${port}` };
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ port, host: "127.0.0.1" }, () => socket.write("PING\r\n"));
    socket.setTimeout(1_000, () => socket.destroy(new Error("no answer to PING")));
    socket.once("error", reject).once("data", (answer) => {
      socket.destroy();
      resolve(answer.toString().startsWith("+PONG"));
    });
  });
}
