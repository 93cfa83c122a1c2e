import type { AnyMessage, JsonObject, JsonValue, Message, MessageType } from "@bufbuild/protobuf";
import type { SIPDispatchRuleInfo, SIPOutboundTrunkInfo } from "@livekit/protocol";
import type { AccessToken } from "livekit-server-sdk";
import pLimit from "p-limit";
import type { Send } from "../http.js";
import { Listing } from "../listing.js";
import { retrying } from "../retry.js";
import type { Cloud } from "../session.js";
import { parsedAnswer, refusal, unanswered } from "./answers.js";
import { ConflictError } from "./conflict.js";
import { NewerFields } from "./newer-fields.js";
import { type InboundTrunkInfo, type InboundTrunkMessages, inboundTrunkMessages } from "./ringing-timeout-status.js";
import { credentialRemedy, hostOf, settingProblems, settingWarnings } from "./settings.js";

/** How long one call may take, in milliseconds. */
const TIMEOUT_MS = 10_000;

/** The connection to a project. */
interface Connection {
  /** The server's URL, `https://…` or `wss://…`. */
  readonly url: string;
  /** Makes an access token of the project. */
  readonly token: () => AccessToken;
  /** What to check if the credentials are refused: where each of them comes from. */
  readonly refused: string;
  /** Makes the calls. */
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

  /** The project's inbound trunks. */
  readonly inboundTrunks = new Listing<InboundTrunkInfo>(
    (trunk) => trunk.sipTrunkId,
    async () => shown(await this.#list("ListSIPInboundTrunk", this.inbound.ListSIPInboundTrunkResponse)),
  );

  /** The project's outbound trunks. */
  readonly outboundTrunks = new Listing<SIPOutboundTrunkInfo>(
    (trunk) => trunk.sipTrunkId,
    async () => shown(await this.#list("ListSIPOutboundTrunk", this.pb.ListSIPOutboundTrunkResponse)),
  );

  /** The project's dispatch rules. */
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
    request: Pick<AnyMessage, "toJson">,
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
    request: Pick<AnyMessage, "toJson">,
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
