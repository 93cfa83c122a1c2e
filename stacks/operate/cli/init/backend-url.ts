import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { PULUMI_CLOUD } from "../../engine/state-folder.js";

/** The schemes of buckets and databases that Pulumi keeps states in. */
const REMOTE = /^(s3|gs|azblob|postgres):\/\/[^/\s]\S*$/;

/** The backend's URL that a flag means: `cloud`, or a URL. Undefined if Pulumi could not use it. */
export function backendUrl(typed: string): string | undefined {
  const text = typed.trim();
  if (text === "cloud") return PULUMI_CLOUD;
  if (/^https?:\/\//.test(text)) return URL.canParse(text) ? text.replace(/\/+$/, "") : undefined;
  return REMOTE.test(text) || /^file:\/\/\S/.test(text) ? text : undefined;
}

/** The URL of a bucket. Undefined if it is none. */
export function bucketUrl(typed: string): string | undefined {
  return REMOTE.test(typed.trim()) ? typed.trim() : undefined;
}

/** The URL of a folder as a person types it: `~`, `../state`, `/var/lib/pulumi`. */
export function folderUrl(typed: string, cwd: string): string {
  const text = typed.trim();
  if (text.startsWith("file://")) return text;
  return /^~(\/|$)/.test(text) ? `file://${text}` : pathToFileURL(resolve(cwd, text)).href;
}
