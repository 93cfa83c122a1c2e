import { personaSchema } from "@arkenos/agent/persona";
import { DispatchRule, ElasticTrunk, InboundTrunk, NumberAssociation, OutboundTrunk, PhoneNumber } from "@arkenos/provider";
import { z } from "zod";

const text = (example: string) => z.string({ error: `must be text, such as ${example}` }).min(1, `is empty; write one such as ${example}, or leave it out`);
const { shape: trunk } = ElasticTrunk.spec.props;
const { shape: inbound } = InboundTrunk.spec.props;
const { shape: rule } = DispatchRule.spec.props;
const { shape: outbound } = OutboundTrunk.spec.props;
const { shape: purchase } = PhoneNumber.spec.props;

/** A persona as the config has it: its prompt may stand in a file of its own. */
const persona = personaSchema.partial({ systemPrompt: true }).extend({
  /** File with the agent's instructions, relative to the project; instead of `systemPrompt`. */
  systemPromptFile: text("prompts/reception.md").optional(),
});

const number = z.strictObject(
  {
    /** The agent that answers it. */
    agent: z.string({ error: "is missing; name the agent that answers this number" }),
    /** Buy the number if the account does not own it. @default false */
    purchase: z.boolean({ error: "must be true or false" }).default(false),
    release: purchase.release,
    addressSid: purchase.addressSid,
    bundleSid: purchase.bundleSid,
    identitySid: purchase.identitySid,
    move: NumberAssociation.spec.props.shape.move,
  },
  { error: 'must be an object such as { "agent": "reception" }' },
);

/** The trunk between Twilio and LiveKit. */
const trunkSection = z.strictObject({
  domainName: trunk.domainName,
  secure: trunk.secure,
  /** Transport of calls to LiveKit: `tcp`, `udp`, `tls`. @default "tcp", or "tls" where `secure` */
  transport: z.enum(["tcp", "udp", "tls"], { error: 'must be "tcp", "udp" or "tls"' }).optional(),
  /** Regions of LiveKit Cloud that take calls while the nearest one does not, in this order. @default [] */
  fallbackRegions: z
    .array(z.enum(["us", "eu", "india", "sa", "australia"], { error: 'must be "us", "eu", "india", "sa" or "australia"' }), { error: "must be a list of regions" })
    .default([]),
  transferMode: trunk.transferMode,
  transferCallerId: trunk.transferCallerId,
  cnamLookupEnabled: trunk.cnamLookupEnabled,
  recording: trunk.recording,
  disasterRecoveryUrl: trunk.disasterRecoveryUrl,
  disasterRecoveryMethod: trunk.disasterRecoveryMethod,
});

/** What LiveKit does with a call that comes in. */
const inboundSection = z.strictObject({
  allowedNumbers: inbound.allowedNumbers,
  allowedAddresses: inbound.allowedAddresses,
  headers: inbound.headers,
  headersToAttributes: inbound.headersToAttributes,
  attributesToHeaders: inbound.attributesToHeaders,
  includeHeaders: inbound.includeHeaders,
  ringingTimeoutSeconds: inbound.ringingTimeoutSeconds,
  maxCallDurationSeconds: inbound.maxCallDurationSeconds,
  krispEnabled: inbound.krispEnabled,
  media: inbound.media,
  hidePhoneNumber: rule.hidePhoneNumber,
  /** Beginning of the name of a call's room. @default "call" */
  roomPrefix: text("call").default("call"),
  attributes: rule.attributes,
  metadata: rule.metadata,
});

/** How LiveKit calls out. */
const outboundSection = z.strictObject({
  /** Whether there is a way out. @default true */
  enabled: z.boolean({ error: "must be true or false" }).default(true),
  /** Numbers that calls may come from. @default all numbers of the stack */
  fromNumbers: z.array(outbound.numbers.element, { error: "must be a list of numbers" }).optional(),
  /** The carrier's `host[:port]`, instead of the trunk's termination domain. */
  address: outbound.address.optional(),
  /** Change it to rotate the credential between LiveKit and Twilio. @default "" */
  rotation: z.string({ error: 'must be text, such as "2"' }).regex(/^[\w.]*$/, "must be letters, digits, and . _").default(""),
  destinationCountry: outbound.destinationCountry,
  transport: outbound.transport.unwrap().optional(),
  fromHost: outbound.fromHost,
  headers: outbound.headers,
  headersToAttributes: outbound.headersToAttributes,
  attributesToHeaders: outbound.attributesToHeaders,
  includeHeaders: outbound.includeHeaders,
  media: outbound.media,
});

/** Everything a stack can be told, by its key in the namespace `arkenos`. */
export const configSchema = z.strictObject({
  /** The LiveKit project, `wss://<project>.livekit.cloud`. Also `LIVEKIT_URL`. */
  livekitUrl: text("wss://acme.livekit.cloud").optional(),
  /** Where LiveKit is called instead; the SIP domain still comes from `livekitUrl`. */
  livekitApiUrl: text("http://127.0.0.1:7880").optional(),
  /** Key of the LiveKit project. Also `LIVEKIT_API_KEY`. */
  livekitApiKey: text("APIabc").optional(),
  /** Secret of the key. Also `LIVEKIT_API_SECRET`. */
  livekitApiSecret: z.string().optional().meta({ secret: true }),
  /** The Twilio account, `AC…`. Also `TWILIO_ACCOUNT_SID`. */
  twilioAccountSid: text("AC…").optional(),
  /** Its auth token. Also `TWILIO_AUTH_TOKEN`. */
  twilioAuthToken: z.string().optional().meta({ secret: true }),
  /** An API key instead of the token, `SK…`. Also `TWILIO_API_KEY`. */
  twilioApiKey: text("SK…").optional(),
  /** The API key's secret. Also `TWILIO_API_SECRET`. */
  twilioApiSecret: z.string().optional().meta({ secret: true }),
  /** Where Twilio is called instead; plain http to loopback only. Also `TWILIO_API_URL`. */
  twilioApiUrl: text("http://127.0.0.1:4010").optional(),
  /** Beginning of the names of all objects, so that two stacks can share an account. @default "Arkenos" */
  namePrefix: text("Arkenos").max(50, "must not exceed 50 characters").default("Arkenos"),
  /** The name the worker registers under. @default "arkenos-agent" */
  agentName: text("arkenos-agent").default("arkenos-agent"),
  /** LiveKit's SIP host, `host[:port]`. @default derived from `livekitUrl` */
  sipDomain: outbound.address.optional(),
  /** Personas by agent id. @default {} */
  agents: z.record(z.string(), persona, { error: "must be an object of agents" }).default({}),
  /** The agent for calls that no number decides. */
  defaultAgent: text("reception").optional(),
  /** Numbers in E.164, and who answers them. @default {} */
  numbers: z.record(z.string(), number, { error: "must be an object of numbers" }).default({}),
  /** The trunk between Twilio and LiveKit. */
  trunk: trunkSection.prefault({}),
  /** What LiveKit does with a call that comes in. */
  inbound: inboundSection.prefault({}),
  /** How LiveKit calls out. */
  outbound: outboundSection.prefault({}),
  /** Environment of the worker: the keys of its model providers. */
  agentEnv: z
    .record(z.string().regex(/^[A-Z][A-Z0-9_]*$/, "is not the name of an environment variable; write capitals, digits and _"), z.string({ error: "must be text" }), { error: "must be an object of variables" })
    .default({})
    .meta({ secret: true }),
  /** What to do about objects that exist already under the names of this stack: `by-name` or `never`. @default "by-name" */
  adopt: z.enum(["by-name", "never"], { error: 'must be "by-name" or "never"' }).default("by-name"),
});

/** See {@link configSchema}. */
export type Config = z.output<typeof configSchema>;

/** The config as a JSON Schema of `Pulumi.<stack>.yaml`, for editors. */
export function configJsonSchema(): object {
  const { properties } = z.toJSONSchema(configSchema, { io: "input" }) as { properties: Record<string, unknown> };
  const keys = Object.entries(properties).map(([key, value]) => [`arkenos:${key}`, value]);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Configuration of a telephony stack",
    type: "object",
    properties: { config: { type: "object", properties: Object.fromEntries(keys) } },
  };
}
