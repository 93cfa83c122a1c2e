import { personaSchema, type PersonaShape } from "@arkenos/agent/persona";
import { z } from "zod";
import { secretText, text } from "../schema/text.js";
import { numberKeys, type NumberShape, numberSettings } from "../topology/number-settings.js";
import { topologySchema, type TopologyShape } from "../topology/topology-schema.js";
import { withDetail } from "@arkenos/provider/issues";

const { shape: topology } = topologySchema;

type Optional<Shape extends z.core.$ZodShape> = { readonly [Field in keyof Shape]: z.ZodOptional<Shape[Field]> };

const promptFile = {
  /** File with the agent's instructions, relative to the project, in place of `systemPrompt`. */
  systemPromptFile: text("prompts/reception.md").optional(),
};

type PersonaFields = Omit<PersonaShape, "systemPrompt"> &
  Optional<Pick<PersonaShape, "systemPrompt">> &
  typeof promptFile;

/** The fields of {@link personaSettings}. */
export interface PersonaSettingsShape extends PersonaFields {}

/** A persona in the config. Its prompt may be in a separate file. */
export const personaSettings: z.ZodObject<PersonaSettingsShape, z.core.$strict> = z.strictObject({
  ...personaSchema.partial({ systemPrompt: true }).shape,
  ...promptFile,
});

const MISSING_AGENT = withDetail({
  /** A number has no agent that answers it. */
  code: "missing_agent",
  message: "is missing",
  remedy: "name the agent that answers this number",
});

const answer = {
  /** The agent that answers the number. */
  agent: z.string({
    error: (issue) => (issue.input === undefined ? MISSING_AGENT.error(issue) : "must be the id of an agent"),
  }),
};

type NumberFields = Readonly<NumberShape> & typeof answer;

/** The fields of a number. */
export interface AnsweredNumberShape extends NumberFields {}

const number: z.ZodObject<AnsweredNumberShape, z.core.$strict> = z.strictObject({ ...numberSettings.shape, ...answer });

const variable = z.string().regex(
  /^[A-Z][A-Z0-9_]*$/,
  withDetail({
    code: "not_a_variable_name",
    message: "is not the name of an environment variable",
    remedy: "write capitals, digits and _",
  }),
);

const ownShape = {
  /** The LiveKit project, `wss://<project>.livekit.cloud`. Also `LIVEKIT_URL`. */
  livekitUrl: text("wss://acme.livekit.cloud").optional(),
  /** URL of LiveKit's API if it differs from `livekitUrl`, from which the SIP domain is still derived. */
  livekitApiUrl: text("http://127.0.0.1:7880").optional(),
  /** API key of the LiveKit project. Also `LIVEKIT_API_KEY`. */
  livekitApiKey: text("APIabc").optional(),
  /** Secret of the key. Also `LIVEKIT_API_SECRET`. */
  livekitApiSecret: secretText(),
  /** The Twilio account, `AC…`. Also `TWILIO_ACCOUNT_SID`. */
  twilioAccountSid: text("AC…").optional(),
  /** Auth token of the Twilio account. Also `TWILIO_AUTH_TOKEN`. */
  twilioAuthToken: secretText(),
  /** API key in place of the auth token, `SK…`. Also `TWILIO_API_KEY`. */
  twilioApiKey: text("SK…").optional(),
  /** The API key's secret. Also `TWILIO_API_SECRET`. */
  twilioApiSecret: secretText(),
  /** URL that replaces Twilio's API; plain HTTP only on loopback. Also `TWILIO_API_URL`. */
  twilioApiUrl: text("http://127.0.0.1:4010").optional(),
  /** LiveKit's SIP host, `host[:port]`. @default derived from `livekitUrl` */
  sipDomain: topology.sipDomain.optional(),
  /** Personas by agent id. @default {} */
  agents: z
    .record(z.string(), personaSettings, {
      error: 'must be an object such as { "reception": { "systemPrompt": "…" } }',
    })
    .default({})
    .meta({ propertyNames: { pattern: "^[\\w.-]{1,64}$" } }),
  /** The agent for calls to numbers without an agent. @default such calls are rejected */
  defaultAgent: text("reception").optional(),
  /** Numbers in E.164, and the agents that answer them. @default {} */
  numbers: z
    .record(z.string(), number, { error: 'must be an object such as { "+15105550100": { "agent": "reception" } }' })
    .default({})
    .meta(numberKeys),
  /** Environment variables of the worker, such as the API keys of model providers. @default {} */
  agentEnv: z
    .record(variable, z.string({ error: "must be text" }), {
      error: 'must be an object such as { "OPENAI_API_KEY": … }',
    })
    .default({})
    .meta({ secret: true }),
};

type ConfigFields = Omit<TopologyShape, keyof typeof ownShape> & typeof ownShape;

/** The fields of {@link configSchema}. */
export interface ConfigShape extends ConfigFields {}

/** The config of a stack, by key in the namespace `arkenos`. */
export const configSchema: z.ZodObject<ConfigShape, z.core.$strict> = z.strictObject({ ...topology, ...ownShape });

/** See {@link configSchema}. */
export type Config = z.output<typeof configSchema>;
