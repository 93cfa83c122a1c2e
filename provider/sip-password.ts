/** A password before the host: `sip:user:password@host`, also where the scheme is missing or another one. */
const PASSWORD = /^(?:sips?:(?:\/\/)?|[a-z]+:\/\/|(?!sips?:|[a-z]+:\/\/))[^@]*:[^@]*@/i;

/** What is wrong with an address that holds a password; the address is not shown. */
export const PASSWORD_PROBLEM = "holds a password, which everybody with the stack's state could read; leave it out";

/** Whether a SIP URI or a host, however it is written, holds a password. */
export function holdsPassword(address: string): boolean {
  return PASSWORD.test(address);
}
