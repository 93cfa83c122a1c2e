import type { JsonObject, JsonValue, Message, MessageType } from "@bufbuild/protobuf";
import type { SIPDispatchRuleInfo, SIPOutboundTrunkInfo } from "@livekit/protocol";
import type { AccessToken } from "livekit-server-sdk";
import pLimit from "p-limit";
import { ApiError, NotFoundError } from "../errors.js";
import type { Answer, Send } from "../http.js";
import { Listing } from "../listing.js";
import { retrying } from "../retry.js";
import type { Cloud } from "../session.js";
import { ConflictError } from "./conflict.js";
import { NewerFields } from "./newer-fields.js";
import { readRefusal } from "./refusals.js";
import { type InboundTrunkInfo, type InboundTrunkMessages, inboundTrunkMessages } from "./ringing-timeout-status.js";
import { credentialRemedy, hostOf, settingProblems, settingWarnings } from "./settings.js";

/** How long one call may take, in milliseconds. */
const TIMEOUT_MS = 10_000;

/** The connection to a project. */
interface Connection {
  readonly url: string;
  readonly token: () => AccessToken;
  /** What to check if the credentials are refused: where each of them comes from. */
  readonly refused: string;
  readonly send: Send;
}

/** The SIP service of a LiveKit project. */
export class LiveKit {
  /** The protocol's messages. Loaded with the client, because previews and diffs do not need them. */
  readonly pb: typeof import("@livekit/protocol");
  /** The messages that contain an inbound trunk, with a field that the protocol package lacks. */
  readonly inbound: InboundTrunkMessages;
  readonly #url: string;
  readonly #token: () => AccessToken;
  readonly #refused: string;
  readonly #send: Send;
  /** LiveKit checks for conflicts without a lock: two concurrent writes could both pass and break every later call. */
  readonly #writeLimit = pLimit(1);
  /** The fields that a newer server has set on objects and that our protocol package does not know. */
  readonly newer = new NewerFields();

  constructor(pb: typeof import("@livekit/protocol"), { url, token, refused, send }: Connection) {
    this.pb = pb;
    this.inbound = inboundTrunkMessages(pb);
    this.#url = url.replace(/^ws/, "http");
    this.#token = token;
    this.#refused = refused;
    this.#send = send;
  }

  readonly inboundTrunks = new Listing<InboundTrunkInfo>(
    (trunk) => trunk.sipTrunkId,
    async () => shown(await this.#list("ListSIPInboundTrunk", this.inbound.ListSIPInboundTrunkResponse)),
  );

  readonly outboundTrunks = new Listing<SIPOutboundTrunkInfo>(
    (trunk) => trunk.sipTrunkId,
    async () => shown(await this.#list("ListSIPOutboundTrunk", this.pb.ListSIPOutboundTrunkResponse)),
  );

  readonly dispatchRules = new Listing<SIPDispatchRuleInfo>(
    (rule) => rule.sipDispatchRuleId,
    async () => shown(await this.#list("ListSIPDispatchRule", this.pb.ListSIPDispatchRuleResponse)),
  );

  /**
   * Calls a method of the SIP service. Posts the message itself, because the SDK's client cannot set every field.
   *
   * @throws NotFoundError, ApiError
   */
  send<Answer extends Message<Answer>>(
    method: string,
    request: { toJson(): JsonValue },
    answer: MessageType<Answer>,
  ): Promise<Answer> {
    return this.#call(method, request.toJson(), answer);
  }

  /**
   * Replaces an object with the request's content, and keeps the fields that a newer server has set and our protocol
   * package does not know.
   *
   * @param current the listed object, or the pending lookup of it
   */
  async replace<Answer extends Message<Answer>>(
    method: string,
    request: { toJson(): JsonValue },
    answer: MessageType<Answer>,
    current: Answer | undefined,
  ): Promise<Answer> {
    const { replace, ...json } = request.toJson() as JsonObject & { replace: JsonObject };
    return this.#call(method, { ...json, replace: this.newer.restore(replace, current) }, answer);
  }

  #list<Answer extends Message<Answer>>(method: string, answer: MessageType<Answer>): Promise<Answer> {
    return this.#call(method, {}, answer);
  }

  async #call<Answer extends Message<Answer>>(
    method: string,
    request: JsonValue,
    type: MessageType<Answer>,
  ): Promise<Answer> {
    const body = JSON.stringify(request);
    const call = () => retrying(!method.startsWith("Create"), () => this.#post(method, body));
    const text = await (method.startsWith("List") ? call() : this.#writeLimit(call)).catch(async (error: unknown) => {
      throw error instanceof ConflictError ? await error.explained(this, body) : error;
    });
    const { json, answer } = parsedAnswer(method, () => {
      const json = JSON.parse(text) as JsonObject;
      return { json, answer: type.fromJson(json, { ignoreUnknownFields: true }) };
    });
    this.newer.note(answer, json);
    return answer;
  }

  async #post(method: string, body: string): Promise<string> {
    const token = this.#token();
    token.addSIPGrant({ admin: true });
    const headers = { "Content-Type": "application/json", Authorization: `Bearer ${await token.toJwt()}` };
    const url = new URL(`/twirp/livekit.SIP/${method}`, this.#url);
    const answer = await this.#send({ method: "POST", url, headers, body, timeoutMs: TIMEOUT_MS }).catch(
      (error: unknown) => unanswered(method, url, error),
    );
    if (answer.status !== 200) throw refusal(method, answer, this.#refused);
    return answer.text;
  }
}

/** LiveKit as the lifecycle uses it. The account is the host of `livekitUrl`. */
export const livekit: Cloud<LiveKit> = {
  name: "LiveKit",
  account: (settings) => hostOf(settings("livekitUrl")),
  hasAliases: true,
  problems: settingProblems,
  warnings: settingWarnings,
  async open(settings, send) {
    const [pb, { AccessToken }] = await Promise.all([import("@livekit/protocol"), import("livekit-server-sdk")]);
    const [key, secret] = [settings("livekitApiKey"), settings("livekitApiSecret")];
    return new LiveKit(pb, {
      url: settings("livekitApiUrl") ?? settings("livekitUrl") ?? "",
      token: () => new AccessToken(key, secret, { ttl: "10m" }),
      refused: credentialRemedy(settings),
      send,
    });
  },
};

/** LiveKit Cloud may return an empty item for a missing one. */
function shown<Item extends { sipTrunkId: string } | { sipDispatchRuleId: string }>({
  items,
}: {
  items: Item[];
}): Item[] {
  return items.filter((item) => ("sipTrunkId" in item ? item.sipTrunkId : item.sipDispatchRuleId) !== "");
}

/** Handles an answer that a proxy sent in LiveKit's place. The parser's own error message would repeat it. */
function parsedAnswer<T>(method: string, parse: () => T): T {
  try {
    return parse();
  } catch {
    throw new ApiError(method, { status: 200, code: "malformed", message: "The answer did not come from LiveKit" });
  }
}

function unanswered(method: string, url: URL, error: unknown): never {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const reason =
    cause instanceof Error
      ? "code" in cause && typeof cause.code === "string"
        ? cause.code
        : cause.name
      : "no answer";
  const answer = { status: 0, code: reason, message: `LiveKit did not answer at ${url.host}` };
  throw new ApiError(method, answer, "Check livekitUrl, and the network connection to it");
}

function refusal(method: string, { status, statusText, headers, text }: Answer, remedy: string): ApiError {
  const seconds = Number(headers["retry-after"] ?? Number.NaN);
  const waiting = Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {};
  // LiveKit's message about a bad token repeats the token.
  if (status === 401) {
    const answer = {
      status: 401,
      code: "unauthenticated",
      message: "LiveKit does not accept the credentials",
      ...waiting,
    };
    return new ApiError(method, answer, remedy);
  }
  const { code, msg } = twirpError(text) ?? { code: "", msg: text.trim().slice(0, 200) || statusText };
  const message = msg.replace(/^twirp error unknown: /, "");
  const refused = readRefusal(code, message);
  const answer = { status, code: refused.code, message, ...waiting };
  if (refused.conflict) return new ConflictError(method, answer, refused.conflict);
  // A bad_route is a 404 too: only the code says that an object is gone.
  return code === "not_found" ? new NotFoundError(method, answer) : new ApiError(method, answer, refused.remedy);
}

function twirpError(text: string): { code: string; msg: string } | undefined {
  try {
    const { code, msg } = JSON.parse(text) as { code?: unknown; msg?: unknown };
    return typeof code === "string" && typeof msg === "string" ? { code, msg } : undefined;
  } catch {
    return undefined;
  }
}
