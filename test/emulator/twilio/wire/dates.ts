/** A date as the `/v1` APIs write it: `2015-01-02T11:23:45Z`. */
export function rfc3339(date: Date): string {
  return date.toISOString().replace(/\.\d+/, "");
}

/** A date as the 2010 API writes it: `Thu, 30 Jul 2015 23:19:04 +0000`. */
export function rfc2822(date: Date): string {
  return date.toUTCString().replace("GMT", "+0000");
}
