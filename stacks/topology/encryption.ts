import type { Problem } from "@arkenos/provider/problem";
import type { Draft } from "../schema/reading.js";
import type { WholeTopology } from "./topology-schema.js";

/** A secure trunk speaks TLS and SRTP only, on both of its sides; LiveKit has to do the same. */
export function encryptionProblems({
  trunk = {},
  inbound,
  outbound = {},
}: Omit<Draft<WholeTopology>, "numbers">): Problem[] {
  if (trunk.secure === undefined) return [];
  const rules = trunk.secure ? clearProblems : encryptedProblems;
  return rules({
    "trunk.transport": trunk.transport,
    "inbound.media.encryption": inbound?.media?.encryption,
    ...(outbound.enabled !== false &&
      outbound.address === undefined && {
        "outbound.media.encryption": outbound.media?.encryption,
        "outbound.transport": outbound.transport,
      }),
  });
}

/** How the audio of a call is encrypted: a secure trunk takes nothing in clear, and LiveKit's own choice is in clear. */
export function mediaFor<Media extends { encryption?: unknown }>(secure: boolean, media: Media): Media {
  return secure && media.encryption === undefined ? { ...media, encryption: "require" } : media;
}

type Settings = Readonly<Record<string, string | undefined>>;

function clearProblems(settings: Settings): Problem[] {
  return Object.entries(settings).flatMap(([key, value]) => {
    const inClear = (speaks: string, choices: string) => ({
      path: key.split("."),
      code: "contradicts_secure",
      message: `is ${value}, but a secure trunk speaks ${speaks} only`,
      remedy: `write ${choices}, or set trunk.secure to false`,
    });
    if (value === "disable") return [inClear("SRTP", "allow or require")];
    return value === "udp" || value === "tcp" ? [inClear("tls", "tls")] : [];
  });
}

function encryptedProblems(settings: Settings): Problem[] {
  const strict = Object.entries(settings).filter(([, value]) => value === "require");
  return strict.map(([key]) => ({
    path: key.split("."),
    code: "needs_secure",
    message: "is require, but the trunk speaks no SRTP",
    remedy: "set trunk.secure to true, or write allow",
  }));
}
