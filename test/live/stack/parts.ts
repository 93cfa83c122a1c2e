import { join } from "node:path";
import { unpack } from "./debian.js";
import { builtEarlier, fromGoModule } from "./go.js";
import { type GoModule, livekitServerModule, livekitSipModule } from "./modules.js";
import { onPath } from "./path.js";
import type { Part, Source } from "./source.js";

const redisPackage: Source = {
  name: "Debian's package",
  does: () => "Taking redis-server from Debian's package: a few seconds, the first time.",
  async find(say) {
    const { folder, libraries } = await unpack("redis-server", ["redis-server", "redis-tools"], say);
    return { path: join(folder, "usr", "bin", "redis-server"), env: { LD_LIBRARY_PATH: libraries.join(":") } };
  },
  remedy: "On Debian or Ubuntu, run `apt-get update` as root once, and let apt-get reach its mirror.",
};

/** Stores LiveKit's trunks and rules, and connects its parts. */
const redis: Part = {
  name: "redis-server",
  sources: [onPath("redis-server", "Install redis (on Debian: apt-get install redis-server)."), redisPackage],
};

/** The server, only in the version that the sandbox imitates, because the two are compared. */
const livekitServer: Part = built(livekitServerModule, livekitServerModule.version);

/** The SIP bridge, in any version: its releases do not report one. */
const livekitSip: Part = built(livekitSipModule);

/** All parts of the live stack. */
export const parts = { redis, livekitServer, livekitSip };

function built(module: GoModule, needed?: string): Part {
  const { name, version } = module;
  const remedy = `Install ${name} ${version} (https://docs.livekit.io/transport/self-hosting) and put its folder on PATH.`;
  return {
    name: `${name} ${version}`,
    sources: [onPath(name, remedy, needed), builtEarlier(module), fromGoModule(module)],
  };
}
