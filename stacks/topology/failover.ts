import type { WholeTopology } from "./topology-schema.js";

/** What makes Twilio try the next origination URL, and then the disaster recovery URL. LiveKit's own 486 does not. */
const FAILOVER_STATUS = 503;

/**
 * The status of a call that rings out where the config names none: one that lets Twilio go on, if there is somewhere
 * to go.
 */
export function defaultRingingTimeoutStatus({
  fallbackRegions,
  disasterRecoveryUrl = "",
}: Pick<WholeTopology["trunk"], "fallbackRegions"> & { readonly disasterRecoveryUrl?: string }): number | undefined {
  return fallbackRegions.length > 0 || disasterRecoveryUrl !== "" ? FAILOVER_STATUS : undefined;
}
