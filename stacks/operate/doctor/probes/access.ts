import { withoutSecrets } from "@arkenos/provider/clouds";
import { RoomServiceClient, ServerError } from "livekit-server-sdk";
import type { Reason } from "../check-not-run.js";
import { ProbeError } from "./probe.js";

/** The address of LiveKit, and a key that can create rooms. */
export interface Access {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** The maximum length of a server's message in an error, in characters. */
const EXCERPT = 200;

/** The arguments of the SDK's clients. */
export function sdkAccess({ url, apiKey, apiSecret }: Access): [url: string, apiKey: string, apiSecret: string] {
  return [url.replace(/^ws/, "http"), apiKey, apiSecret];
}

/**
 * Deletes a room, which disconnects everyone in it. Ignores a room that no longer exists.
 * @throws ProbeError
 */
export async function removeRoom(access: Access, room: string): Promise<void> {
  await redactingErrors(access, async () => {
    try {
      await new RoomServiceClient(...sdkAccess(access)).deleteRoom(room);
    } catch (error) {
      if (!(error instanceof ServerError) || error.code !== "not_found") throw error;
    }
  });
}

/**
 * Makes calls with LiveKit's SDK and removes secrets from its errors: they repeat the answer of a server or a proxy,
 * which may echo the call and its token.
 *
 * @throws ProbeError
 */
export async function redactingErrors<T>({ url, apiSecret }: Access, calls: () => Promise<T>): Promise<T> {
  try {
    return await calls();
  } catch (error) {
    throw new ProbeError(reasonOf(error, new URL(url).host, apiSecret));
  }
}

function reasonOf(error: unknown, host: string, apiSecret: string): Reason {
  if (!(error instanceof ServerError)) return unanswered(error, host);
  const code = String(error.status);
  // LiveKit's message about a bad token repeats the token.
  if (error.status === 401 || error.status === 403)
    return { code, message: refused(error, host, apiSecret), remedy: CREDENTIALS };
  return { code, message: refused(error, host, apiSecret), remedy: "Read that server's log, and try again" };
}

const CREDENTIALS =
  "Copy the URL, key and secret of one project from LiveKit's settings; the key needs permission to create rooms";

function refused({ status, message }: ServerError, host: string, apiSecret: string): string {
  if (status === 401) return "LiveKit does not accept the credentials";
  const excerpt = withoutSecrets(message, [apiSecret]).trim().slice(0, EXCERPT);
  return `LiveKit answered ${status} at ${host}${excerpt && `: ${excerpt}`}`;
}

/** `fetch` throws if no server answers in time, the SDK if it cannot parse the answer. */
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
