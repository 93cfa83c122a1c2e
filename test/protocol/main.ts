import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { resources } from "@arkenos/provider";
import type { AnyMessage, MessageType } from "@bufbuild/protobuf";

/** The protocol messages of our objects. */
const OBJECTS = {
  InboundTrunk: "SIPInboundTrunkInfo",
  OutboundTrunk: "SIPOutboundTrunkInfo",
  DispatchRule: "SIPDispatchRuleInfo",
} as const;
/** Fields without a prop on purpose: ids and times, which have other names, and what `media.encryption` replaced. */
const LEFT_OUT = ["sip_trunk_id", "sip_dispatch_rule_id", "created_at", "updated_at", "media_encryption"];
/** Exit codes: a field is unknown to us, or the protocol could not be read. */
const NOT_KNOWN = 1;
const NOT_LOOKED = 2;

/** Every field name and literal of a schema, at any depth. */
function namesIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(namesIn);
  if (typeof part !== "object" || part === null) return [];
  if (!("_zod" in part)) return Object.entries(part).flatMap(([name, schema]) => [name, ...namesIn(schema)]);
  const { shape, values, innerType, element, options, in: input } = (part as Schema)._zod.def;
  return [...(values ?? []).map(String), ...[shape, innerType, element, options, input].flatMap(namesIn)];
}

interface Schema {
  readonly _zod: {
    readonly def: {
      readonly values?: readonly unknown[];
      readonly shape?: object;
      readonly innerType?: object;
      readonly element?: object;
      readonly options?: readonly object[];
      readonly in?: object;
    };
  };
}

/** The fields of a message and of the LiveKit messages in it; an egress is plain JSON to us. */
function fieldsOf(message: MessageType<AnyMessage>): string[] {
  return message.fields.list().flatMap((field) => {
    const isOurs = field.kind === "message" && /^livekit\.(?!RoomEgress$)/.test(field.T.typeName);
    return [field.name, ...(isOurs ? fieldsOf(field.T).map((name) => `${field.name}.${name}`) : [])];
  });
}

/** Whether we have a field of the protocol: `ringing_timeout` is `ringingTimeoutSeconds`. */
function isKnown(field: string, names: ReadonlySet<string>): boolean {
  const name = (field.split(".").at(-1) ?? "").replace(/^dispatch_rule_/, "");
  const ours = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return LEFT_OUT.includes(name) || ["", "Seconds", "Ms"].some((unit) => names.has(ours + unit));
}

const folder = await mkdtemp(join(tmpdir(), "arkenos-protocol-"));
try {
  const [version = "latest"] = process.argv.slice(2);
  const install = ["install", "--prefix", folder, "--no-audit", "--no-fund", `@livekit/protocol@${version}`];
  await promisify(execFile)("npm", install);
  const required = createRequire(join(folder, "main.js"));
  const protocol = required("@livekit/protocol") as Record<string, MessageType<AnyMessage>>;
  const manifest = await readFile(join(folder, "node_modules", "@livekit", "protocol", "package.json"), "utf8");
  console.log(`@livekit/protocol ${(JSON.parse(manifest) as { version: string }).version}`);
  for (const [noun, message] of Object.entries(OBJECTS)) {
    const { props, attrs } = resources[noun as keyof typeof OBJECTS].spec;
    const names = new Set([...namesIn(props), ...namesIn(attrs)]);
    const type = protocol[message];
    const unknown = type ? fieldsOf(type).filter((field) => !isKnown(field, names)) : [message];
    console.log(`${noun}: ${unknown.length === 0 ? "every field is known" : `not known: ${unknown.join(", ")}`}`);
    if (unknown.length > 0) process.exitCode = NOT_KNOWN;
  }
} catch (error) {
  console.error(`The protocol could not be read: ${String((error as { stderr?: string }).stderr ?? error).trim()}`);
  process.exitCode = NOT_LOOKED;
} finally {
  await rm(folder, { recursive: true, force: true });
}
