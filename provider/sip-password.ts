import type { ProblemDetail } from "./problem.js";

/** A password before the host: `sip:user:password@host`, with any scheme or none. */
const PASSWORD = /^(?:sips?:(?:\/\/)?|[a-z]+:\/\/|(?!sips?:|[a-z]+:\/\/))[^@]*:[^@]*@/i;

/** The message does not show the address. */
const PASSWORD_PROBLEM: ProblemDetail = {
  code: "password_in_address",
  message: "contains a password, which anyone with the stack's state could read",
  remedy: "remove it",
};

/** Detects a password in a SIP URI or a host, in any spelling. */
export function passwordProblem(address: string): ProblemDetail | undefined {
  return PASSWORD.test(address) ? PASSWORD_PROBLEM : undefined;
}
