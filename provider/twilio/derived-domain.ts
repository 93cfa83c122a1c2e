import type { CurrentRun } from "../spec.js";
import { isCalledByUs } from "./calls-through.js";
import { domainSeries, isDerived } from "./termination-domain.js";

/** What a trunk's resource says about its domain. */
interface Wanted {
  /** The explicit domain. */
  readonly domainName?: string | undefined;
  /** The resource for which a domain is derived. */
  readonly owner?: string | undefined;
}

/** The domains that a trunk may get, in order: the explicit one, or those derived for its owner. */
export function domainsOf({ domainName, owner }: Wanted): string[] {
  if (domainName !== undefined) return [domainName];
  return owner === undefined ? [] : domainSeries(owner);
}

/**
 * Whether a trunk's domain was derived for this owner. A trunk keeps its domain when its stack is renamed. It is still
 * ours if our outbound trunk calls through it under the new name.
 */
export async function isDerivedForUs(domain: string, owner: string | undefined, run: CurrentRun): Promise<boolean> {
  if (owner === undefined) return false;
  return domainSeries(owner).includes(domain) || (isDerived(domain) && (await isCalledByUs(domain, owner, run)));
}

/** Whether a trunk's domain was derived for another owner. */
export async function isDerivedForOther(
  domain: string,
  { domainName, owner }: Wanted,
  run: CurrentRun,
): Promise<boolean> {
  return domain !== domainName && isDerived(domain) && !(await isDerivedForUs(domain, owner, run));
}
