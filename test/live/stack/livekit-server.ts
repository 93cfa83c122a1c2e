import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort } from "./ports.js";
import { Service } from "./service.js";
import type { Program } from "./source.js";

/** The key and secret that the live stack's servers share. */
export const API_KEY = "devkey";
/** See {@link API_KEY}; the server logs an error for a shorter secret. */
export const API_SECRET = "live-stack-secret-of-at-least-32-characters";

/** Starts livekit-server on free ports. @returns it, and its address */
export async function startLiveKitServer(
  program: Program,
  folder: string,
  redis: string,
): Promise<{ service: Service; host: string }> {
  const port = await freePort();
  const config = {
    port,
    bind_addresses: ["127.0.0.1"],
    redis: { address: redis },
    keys: { [API_KEY]: API_SECRET },
    rtc: {
      tcp_port: await freePort(),
      udp_port: await freePort({ udp: true }),
      use_external_ip: false,
      // With these three, neither the server nor its clients contact an outside STUN server.
      node_ip: "127.0.0.1",
      enable_loopback_candidate: true,
      stun_servers: ["127.0.0.1:3478"],
    },
    logging: { level: "info" },
  };
  const file = join(folder, "livekit-server.yaml");
  // JSON is valid YAML.
  await writeFile(file, JSON.stringify(config, undefined, 2));
  const host = `127.0.0.1:${port}`;
  const service = await Service.start({
    name: "livekit-server",
    program,
    args: ["--config", file],
    log: join(folder, "livekit-server.log"),
    ready: async () => (await fetch(`http://${host}/`)).ok,
  });
  return { service, host };
}
