/** The absolute URL of a trunking API object, with the real host: a client of the emulator rebases it. */
export function trunkingUrl(...path: string[]): string {
  return ["https://trunking.twilio.com/v1", ...path].join("/");
}

/** The relative URI of an object of the 2010 API, without `.json`. */
export function accountUri(accountSid: string, ...path: string[]): string {
  return ["/2010-04-01/Accounts", accountSid, ...path].join("/");
}
