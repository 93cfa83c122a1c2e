/** The absolute URL of an object of the trunking API, with the real host: a client that is pointed here rebases it. */
export function trunkingUrl(...path: string[]): string {
  return ["https://trunking.twilio.com/v1", ...path].join("/");
}

/** The relative URI of an object of the 2010 API, without `.json`. */
export function accountUri(accountSid: string, ...path: string[]): string {
  return ["/2010-04-01/Accounts", accountSid, ...path].join("/");
}
