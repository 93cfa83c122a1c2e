import type { JsonValue, Message, MessageType, PartialMessage } from "@bufbuild/protobuf";
import type { HonoRequest } from "hono";
import { ensure } from "./auth.js";
import { decodeJson } from "./protojson/decode.js";
import { encodeJson } from "./protojson/encode.js";
import { quote } from "./quote.js";
import { pathOf } from "./request-path.js";
import type { Grants } from "./token.js";
import { TwirpError } from "./twirp.js";

/** Answers one method: decodes, checks permission, acts, encodes. */
export type Rpc = (request: HonoRequest, grants: Grants) => Promise<Response>;

/** The methods of a service by name. */
export type Service = Readonly<Record<string, Rpc>>;

/**
 * A method: its two messages, its permission, and its action. @param later what a later release adds to the answer's
 * JSON
 */
export function rpc<Input extends Message<Input>, Output extends Message<Output>>(
  input: MessageType<Input>,
  output: MessageType<Output>,
  permits: (grants: Grants, message: Input) => boolean | undefined,
  answer: (message: Input) => PartialMessage<Output>,
  later: (json: JsonValue) => JsonValue = (json) => json,
): Rpc {
  return async (request, grants) => {
    const format = formatOf(request);
    const message = await decode(input, request, format);
    ensure(permits(grants, message));
    const result = new output(answer(message));
    const body = format === "json" ? JSON.stringify(later(encodeJson(output, result))) : result.toBinary();
    return new Response(body, { headers: { "Content-Type": `application/${format}` } });
  };
}

/** A method of the server that the emulator does not imitate. */
export function unimplemented(name: string, permits: (grants: Grants) => boolean | undefined = () => true): Rpc {
  return async (_, grants) => {
    ensure(permits(grants));
    throw new TwirpError("unimplemented", `the emulator does not imitate ${name}`);
  };
}

/** A request that no method answers. */
export function badRoute(message: string, request: HonoRequest): TwirpError {
  return new TwirpError("bad_route", message, { twirp_invalid_route: `${request.method} ${pathOf(request)}` });
}

function formatOf(request: HonoRequest): "json" | "protobuf" {
  const contentType = request.header("Content-Type") ?? "";
  const [type = ""] = contentType.toLowerCase().split(";");
  if (type.trim() === "application/json") return "json";
  if (type.trim() === "application/protobuf") return "protobuf";
  throw badRoute(`unexpected Content-Type: ${quote(contentType)}`, request);
}

async function decode<T extends Message<T>>(
  type: MessageType<T>,
  request: HonoRequest,
  format: "json" | "protobuf",
): Promise<T> {
  const body = await request.arrayBuffer();
  try {
    if (format === "protobuf") return type.fromBinary(new Uint8Array(body));
    return decodeJson(type, new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    throw new TwirpError("malformed", `the ${format} request could not be decoded`);
  }
}
