import { ElasticTrunk, OriginationUrl } from "@arkenos/provider";
import { type Config, topologyArgs } from "./config.js";

/** Trunks that a program can have beside its topology's, by resource name. */
export const SPARE_TRUNKS: readonly string[] = ["spare-a", "spare-b"];

/** Registers two more trunks, and an origination URL on the one that the config names. */
export function addSpareTrunks(config: Config): void {
  if (config.spare === undefined) return;
  const trunks = SPARE_TRUNKS.map((name) => new ElasticTrunk(name, { friendlyName: `${config.namePrefix} ${name}` }));
  const { trunkSid } = trunks[config.spare] ?? {};
  if (trunkSid === undefined) return;
  new OriginationUrl("spare-url", { trunkSid, friendlyName: "Spare", sipUrl: `sip:${topologyArgs(config).sipDomain}` });
}
