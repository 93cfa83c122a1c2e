import type { Problem } from "@arkenos/provider/problem";
import type { Draft } from "../schema/reading.js";
import type { WholeTopology } from "./topology-schema.js";

/** A secure trunk accepts only TLS and SRTP, inbound and outbound, so LiveKit must use them, too. */
export function encryptionProblems({
  trunk = {},
  inbound,
  outbound = {},
}: Omit<Draft<WholeTopology>, "numbers">): Problem[] {
  if (trunk.secure === undefined) return [];
  const rules = trunk.secure ? unencryptedProblems : encryptedProblems;
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

type Settings = Readonly<Record<string, string | undefined>>;

function unencryptedProblems(settings: Settings): Problem[] {
  return Object.entries(settings).flatMap(([key, value]) => {
    const unencrypted = (accepted: string, choices: string) => ({
      path: key.split("."),
      code: "contradicts_secure",
      message: `is ${value}, but a secure trunk accepts only ${accepted}`,
      remedy: `write ${choices}, or set trunk.secure to false`,
    });
    if (value === "disable") return [unencrypted("SRTP", "allow or require")];
    return value === "udp" || value === "tcp" ? [unencrypted("tls", "tls")] : [];
  });
}

function encryptedProblems(settings: Settings): Problem[] {
  const strict = Object.entries(settings).filter(([, value]) => value === "require");
  return strict.map(([key]) => ({
    path: key.split("."),
    code: "needs_secure",
    message: "is require, but the trunk does not use SRTP",
    remedy: "set trunk.secure to true, or write allow",
  }));
}
