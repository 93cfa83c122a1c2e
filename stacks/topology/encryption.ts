import type { Draft } from "../schema/reading.js";
import type { WholeTopology } from "./topology-schema.js";

/** A secure trunk speaks TLS and SRTP only, on both of its sides; LiveKit has to do the same. */
export function encryptionProblems({
  trunk = {},
  inbound,
  outbound = {},
}: Omit<Draft<WholeTopology>, "numbers">): string[] {
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

function clearProblems(settings: Settings): string[] {
  return Object.entries(settings).flatMap(([path, value]) => {
    const remedy = (choices: string) => `write ${choices}, or set trunk.secure to false`;
    if (value === "disable")
      return [`${path}: is disable, but a secure trunk speaks SRTP only; ${remedy("allow or require")}`];
    if (value === "udp" || value === "tcp")
      return [`${path}: is ${value}, but a secure trunk speaks tls only; ${remedy("tls")}`];
    return [];
  });
}

function encryptedProblems(settings: Settings): string[] {
  const strict = Object.entries(settings).filter(([, value]) => value === "require");
  return strict.map(
    ([path]) => `${path}: is require, but the trunk speaks no SRTP; set trunk.secure to true, or write allow`,
  );
}
