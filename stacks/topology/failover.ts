import type { Region } from "@arkenos/provider/values/regions";

/** After this status Twilio tries the next origination URL, then the disaster recovery URL. After LiveKit's default, 486, it does not. */
const FAILOVER_STATUS = 503;

/**
 * The default status for calls that ring out: one after which Twilio fails over, if the topology has a failover target.
 */
export function defaultRingingTimeoutStatus({
  fallbackRegions,
  disasterRecoveryUrl = "",
}: {
  /** Regions that Twilio tries after the nearest one. */
  readonly fallbackRegions: readonly Region[];
  /** Where Twilio fetches instructions if no origination URL answers. */
  readonly disasterRecoveryUrl?: string;
}): number | undefined {
  return fallbackRegions.length > 0 || disasterRecoveryUrl !== "" ? FAILOVER_STATUS : undefined;
}
