import { withoutSecrets } from "@arkenos/provider/clouds";
import { RoomServiceClient } from "livekit-server-sdk";

/** Where LiveKit is, and a key that may make rooms. */
export interface Access {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** How much of a server's own words an error repeats, in characters. */
const EXCERPT = 200;

/** A call of LiveKit's room service that failed, in words that may be shown. */
export class RoomServiceError extends Error {
  override name = "RoomServiceError";
}

/** What the SDK's clients are opened with: where, key, secret. */
export function sdkAccess({ url, apiKey, apiSecret }: Access): [url: string, apiKey: string, apiSecret: string] {
  return [url.replace(/^ws/, "http"), apiKey, apiSecret];
}

/** Removes a room, and with it everybody in it. @throws RoomServiceError */
export async function removeRoom(access: Access, room: string): Promise<void> {
  await discreetly(access, () => new RoomServiceClient(...sdkAccess(access)).deleteRoom(room));
}

/**
 * Makes calls with LiveKit's SDK. Its errors repeat what a server or a proxy answered, which may echo the call and so
 * its token: they are thrown on without secrets.
 *
 * @throws RoomServiceError
 */
export async function discreetly<T>({ url, apiSecret }: Access, calls: () => Promise<T>): Promise<T> {
  try {
    return await calls();
  } catch (error) {
    throw new RoomServiceError(wordsFor(error, new URL(url).host, apiSecret));
  }
}

function wordsFor(error: unknown, host: string, apiSecret: string): string {
  // LiveKit's own words on a bad token repeat the token; `fetch` throws where no server is.
  if (!(error instanceof Error) || !("status" in error)) return `LiveKit did not answer at ${host}`;
  if (error.status === 401) return "LiveKit does not accept the credentials";
  const said = withoutSecrets(error.message, [apiSecret]).trim().slice(0, EXCERPT);
  return `LiveKit answered ${String(error.status)} at ${host}${said && `: ${said}`}`;
}
