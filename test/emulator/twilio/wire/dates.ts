/** A date in the `/v1` APIs: `2015-01-02T11:23:45Z`. */
export function rfc3339(date: Date): string {
  return date.toISOString().replace(/\.\d+/, "");
}

/** A date in the 2010 API: `Thu, 30 Jul 2015 23:19:04 +0000`. */
export function rfc2822(date: Date): string {
  return date.toUTCString().replace("GMT", "+0000");
}
