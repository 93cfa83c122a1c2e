import { z } from "zod";
import { ApiError, ProviderError } from "../errors.js";
import { ownerHash } from "../owner.js";
import { withDetail } from "../issues.js";

/** The suffix of every termination domain. */
const SUFFIX = ".pstn.twilio.com";

/** How many domains of a series are tried. */
const SERIES = 50;

/** A termination domain, `<name>.pstn.twilio.com`. It is unique among all Twilio customers. */
export const terminationDomain = z.string({ error: `must be a domain such as acme${SUFFIX}` }).regex(
  /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.pstn\.twilio\.com$/,
  withDetail(({ input }) => ({
    code: "not_a_termination_domain",
    message: `"${input}" is not a termination domain`,
    remedy: `write lowercase letters, digits and hyphens before ${SUFFIX}`,
  })),
);

/**
 * The domains to try for an owner, in order. The first is always the same. Twilio blocks the domain of a deleted trunk
 * for up to 30 days; the next one is used then.
 */
export function domainSeries(owner: string): string[] {
  const stem = `arkenos-${ownerHash(owner)}`;
  return Array.from({ length: SERIES }, (_, index) => `${stem}${index === 0 ? "" : `-${index + 1}`}${SUFFIX}`);
}

/** Whether a domain belongs to the series of some owner. */
export function isDerived(domainName: string): boolean {
  return /^arkenos-[0-9a-f]{10}(-\d+)?\.pstn\.twilio\.com$/.test(domainName);
}

/**
 * Creates a trunk on the first of these domains that is free.
 *
 * @throws ProviderError if there is no domain to try, ApiError 21248 if all of them are taken
 */
export async function onFreeDomain<Trunk>(
  domains: readonly string[],
  create: (domainName: string) => Promise<Trunk>,
): Promise<Trunk> {
  for (const domainName of domains) {
    try {
      return await create(domainName);
    } catch (error) {
      const isTaken = error instanceof ApiError && error.code === "21248";
      if (!isTaken || domainName === domains.at(-1)) throw error;
    }
  }
  throw new ProviderError({
    path: ["domainName"],
    code: "missing_domain",
    message: "is not set, and neither is owner",
    remedy: "set one of them: without a domain, the trunk could never take a call",
  });
}
