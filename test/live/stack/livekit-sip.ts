import { writeFile } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { API_KEY, API_SECRET } from "./livekit-server.js";
import { freePort, freeRange } from "./ports.js";
import { Service } from "./service.js";
import type { Program } from "./source.js";

/** Starts livekit-sip for a server. @returns it, and the address at which it accepts calls over UDP and TCP */
export async function startLiveKitSip(
  program: Program,
  folder: string,
  servers: { readonly redis: string; readonly livekit: string },
): Promise<{ service: Service; host: string }> {
  requireNetwork();
  const [port, healthPort, rtp] = [await freePort({ udp: true }), await freePort(), await freeRange(400)];
  const config = {
    api_key: API_KEY,
    api_secret: API_SECRET,
    ws_url: `ws://${servers.livekit}`,
    redis: { address: servers.redis },
    sip_port: port,
    rtp_port: `${rtp.first}-${rtp.last}`,
    listen_ip: "127.0.0.1",
    nat_1_to_1_ip: "127.0.0.1",
    use_external_ip: false,
    // By default it refuses to dial out while two cores are busy, as they are during tests.
    max_cpu_utilization: 1,
    health_port: healthPort,
    logging: { level: "info" },
  };
  const file = join(folder, "livekit-sip.yaml");
  await writeFile(file, JSON.stringify(config, undefined, 2));
  const service = await Service.start({
    name: "livekit-sip",
    program,
    args: ["--config", file],
    log: join(folder, "livekit-sip.log"),
    ready: async () => (await fetch(`http://127.0.0.1:${healthPort}/`)).ok,
  });
  return { service, host: `127.0.0.1:${port}` };
}

// Its WebRTC client gathers no loopback candidates (server-sdk-go), even for a server on loopback.
function requireNetwork(): void {
  const addresses = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  if (addresses.some(({ family, internal }) => family === "IPv4" && !internal)) return;
  throw new Error(
    "livekit-sip needs an IPv4 address that is not loopback, and this machine has none. " +
      "Add one: ip link add dummy0 type dummy && ip addr add 192.0.2.1/24 dev dummy0 && ip link set dummy0 up",
  );
}
