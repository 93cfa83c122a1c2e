import type { Flaw } from "./problem.js";

/** A password before the host: `sip:user:password@host`, also where the scheme is missing or another one. */
const PASSWORD = /^(?:sips?:(?:\/\/)?|[a-z]+:\/\/|(?!sips?:|[a-z]+:\/\/))[^@]*:[^@]*@/i;

/** The address is not shown. */
const PASSWORD_FLAW: Flaw = {
  code: "password_in_address",
  message: "holds a password, which everybody with the stack's state could read",
  remedy: "leave it out",
};

/** What is wrong with a SIP URI or a host, however it is written, that holds a password. */
export function passwordFlaw(address: string): Flaw | undefined {
  return PASSWORD.test(address) ? PASSWORD_FLAW : undefined;
}
