import { withoutSecrets } from "@arkenos/provider/clouds";
import { RoomServiceClient, ServerError } from "livekit-server-sdk";
import type { Reason } from "../check-not-run.js";
import { ProbeError } from "./probe.js";

/** Where LiveKit is, and a key that may make rooms. */
export interface Access {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** How much of a server's own words an error repeats, in characters. */
const EXCERPT = 200;

/** What the SDK's clients are opened with: where, key, secret. */
export function sdkAccess({ url, apiKey, apiSecret }: Access): [url: string, apiKey: string, apiSecret: string] {
  return [url.replace(/^ws/, "http"), apiKey, apiSecret];
}

/** Removes a room, and with it everybody in it; one that has ended is gone already. @throws ProbeError */
export async function removeRoom(access: Access, room: string): Promise<void> {
  await discreetly(access, async () => {
    try {
      await new RoomServiceClient(...sdkAccess(access)).deleteRoom(room);
    } catch (error) {
      if (!(error instanceof ServerError) || error.code !== "not_found") throw error;
    }
  });
}

/**
 * Makes calls with LiveKit's SDK. Its errors repeat what a server or a proxy answered, which may echo the call and so
 * its token: they are thrown on without secrets.
 *
 * @throws ProbeError
 */
export async function discreetly<T>({ url, apiSecret }: Access, calls: () => Promise<T>): Promise<T> {
  try {
    return await calls();
  } catch (error) {
    throw new ProbeError(reasonOf(error, new URL(url).host, apiSecret));
  }
}

function reasonOf(error: unknown, host: string, apiSecret: string): Reason {
  if (!(error instanceof ServerError)) return unanswered(error, host);
  const code = String(error.status);
  // LiveKit's own words on a bad token repeat the token.
  if (error.status === 401 || error.status === 403)
    return { code, message: refused(error, host, apiSecret), remedy: CREDENTIALS };
  return { code, message: refused(error, host, apiSecret), remedy: "Read that server's log, and try again" };
}

const CREDENTIALS =
  "Take URL, key and secret of one project from LiveKit's settings; the key needs the right to make rooms";

function refused({ status, message }: ServerError, host: string, apiSecret: string): string {
  if (status === 401) return "LiveKit does not accept the credentials";
  const said = withoutSecrets(message, [apiSecret]).trim().slice(0, EXCERPT);
  return `LiveKit answered ${status} at ${host}${said && `: ${said}`}`;
}

/** `fetch` throws where no server is, or where none answers in time; the SDK where it cannot read the answer. */
function unanswered(error: unknown, host: string): Reason {
  const { name = "", cause } = error instanceof Error ? error : {};
  if (name === "TimeoutError" || cause instanceof Error)
    return {
      code: cause instanceof Error && "code" in cause ? String(cause.code) : name,
      message: `LiveKit did not answer at ${host}`,
      remedy: "Check livekitUrl, and the network connection to it",
    };
  return {
    code: "malformed",
    message: `The answer at ${host} is not LiveKit's`,
    remedy: "Check livekitUrl and livekitApiUrl, and any proxy in front of them",
  };
}
