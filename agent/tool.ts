import { z } from "zod";

const PUBLIC_REFERENCE = /\$\{env:[A-Z][A-Z0-9_]*\}/;

const http = z.strictObject({
  /** A call to a web service. */
  type: z.literal("http"),
  /** Name the model calls it by. */
  name: z.string({ error: "must be text" }).regex(/^[a-zA-Z_][\w-]{0,63}$/, "must be 1 to 64 letters, digits, _ and -, and not begin with a digit"),
  /** What it does, for the model. */
  description: z.string({ error: "must be text" }).min(1, "is empty; tell the model what the tool does"),
  /** JSON Schema of the arguments. @default no arguments */
  parameters: z.record(z.string(), z.json(), { error: "must be a JSON Schema" }).default({ type: "object", properties: {} }),
  /** Where it goes. */
  url: z.string({ error: "must be a URL" }).regex(/^https?:\/\/[^\s/]+/, { error: ({ input }) => `"${input}" is not a URL; write https:// and a host` }),
  /** HTTP method. @default "POST" */
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"], { error: "must be GET, POST, PUT, PATCH or DELETE" }).default("POST"),
  /** Headers; a secret is written `${env:NAME}` and filled in by the worker. @default {} */
  headers: z.record(z.string(), z.string({ error: "must be text" }), { error: "must be an object of headers" }).default({}).superRefine(refuseSecrets),
  /** Longest wait for an answer, in seconds. @default 10 */
  timeoutSeconds: z.number({ error: "must be a number of seconds" }).positive("must be more than 0").max(120, "must not exceed 120").default(10),
});

/** What an agent may do beside talking. */
export const toolSchema = z.discriminatedUnion(
  "type",
  [
    http,
    /** Hang up. */
    z.strictObject({ type: z.literal("end_call") }),
    /** Send digits. */
    z.strictObject({ type: z.literal("dtmf") }),
    z.strictObject({
      /** Hand the caller over to somebody else. */
      type: z.literal("transfer_call"),
      /** Where to, by name: `tel:+…` or `sip:…`. Nowhere else can the model send a caller. */
      targets: z.record(
        z.string(),
        z.string({ error: "must be tel:+… or sip:…" }).regex(/^(tel:\+[1-9]\d{6,14}|sips?:\S+)$/, { error: ({ input }) => `"${input}" is neither tel: with a number in E.164 nor a SIP URI` }),
        { error: "must be an object of names and targets" },
      ),
    }),
  ],
  { error: 'needs a type: "http", "end_call", "transfer_call" or "dtmf"' },
);

/** The contract is public, so a header that authorises must refer to the worker's environment. */
function refuseSecrets(headers: Record<string, string>, context: z.RefinementCtx): void {
  for (const [name, value] of Object.entries(headers)) {
    if (/auth|token|secret|key|cookie/i.test(name) && !PUBLIC_REFERENCE.test(value)) {
      context.addIssue({ code: "custom", path: [name], message: "would stand in clear in the stack's output; write ${env:NAME}, and put the value into agentEnv" });
    }
  }
}
