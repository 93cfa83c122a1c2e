/**
 * Whether an address is a trunk's termination domain, `acme.pstn.twilio.com`, with or without a region:
 * `acme.pstn.ashburn.twilio.com`.
 */
export function isTerminationHost(address: string, domain: string): boolean {
  const name = (host: string) => /^(.+)\.pstn(\.[\w-]+)?\.twilio\.com(:\d+)?$/.exec(host.toLowerCase())?.[1];
  return name(address) !== undefined && name(address) === name(domain);
}
