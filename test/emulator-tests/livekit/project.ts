import {
  AccessToken,
  AgentDispatchClient,
  RoomServiceClient,
  type SIPGrant,
  SipClient,
  type VideoGrant,
} from "livekit-server-sdk";
import { afterAll, beforeEach } from "vitest";
import { type Answer, AskedServer } from "./answers/asked-server.js";
import { API_KEY, API_SECRET, type LiveKit, startLiveKit } from "../../emulator/livekit/livekit.js";

/** An emulated project for one test file, emptied before each test. */
export interface Project extends LiveKit {
  /** Its SIP service, called like any LiveKit server's. */
  readonly asked: AskedServer;
  readonly sip: SipClient;
  readonly rooms: RoomServiceClient;
  readonly dispatches: AgentDispatchClient;
  /** A request to a method of the SIP service with all permissions. */
  readonly post: AskedServer["post"];
  /** A request to any path. */
  request(path: string, init?: RequestInit): Promise<Answer>;
}

/** Starts a project that ends with the test file. */
export async function startProject(): Promise<Project> {
  const livekit = await startLiveKit();
  beforeEach(() => livekit.reset());
  afterAll(() => livekit.close());
  const asked = await AskedServer.at("1.13.5", livekit.url, API_KEY, API_SECRET);
  const request = async (path: string, init?: RequestInit): Promise<Answer> => {
    const response = await fetch(livekit.url + path, { redirect: "manual", ...init });
    return { status: response.status, type: response.headers.get("Content-Type"), body: await response.text() };
  };
  return {
    ...livekit,
    sip: new SipClient(livekit.url, API_KEY, API_SECRET),
    rooms: new RoomServiceClient(livekit.url, API_KEY, API_SECRET),
    dispatches: new AgentDispatchClient(livekit.url, API_KEY, API_SECRET),
    request,
    asked,
    post: asked.post.bind(asked),
  };
}

/** A token with these grants, signed with the project's secret or another. */
export async function tokenOf(
  { sip, video }: { readonly sip?: SIPGrant; readonly video?: VideoGrant },
  secret = API_SECRET,
  key = API_KEY,
): Promise<string> {
  const token = new AccessToken(key, secret, { ttl: "10m" });
  if (sip) token.addSIPGrant(sip);
  if (video) token.addGrant(video);
  return token.toJwt();
}

/** LiveKit's error: `400 invalid_argument: missing trunk`. @throws if there was none */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  const refusal = await call.then(
    () => undefined,
    (error: { status?: number; code?: string; message: string }) => error,
  );
  if (!refusal) throw new Error("the call was not refused");
  return `${refusal.status} ${refusal.code}: ${refusal.message}`;
}
