import { KEYS } from "../terminal/terminal.js";
import type { Prompt, Example } from "./example.js";

const PROMPT = "You answer for Acme by day.";
const SIP_DOMAIN = "sip.acme.example";

/** A text and Enter. */
function typed(question: string, text: string | { readonly env: string; readonly secret?: true }): Prompt {
  if (typeof text === "string") return { question, keys: `${text}${KEYS.enter}` };
  const { env, secret } = text;
  return { question, keys: (sandbox) => `${sandbox.env[env]}${KEYS.enter}`, ...(secret && { secret }) };
}

/** `arkenos init` in an empty folder, with every answer typed. */
export const init: Example = {
  title: "Set up a stack",
  description:
    "In an empty folder. Both accounts are verified before a file is written. Secrets are not shown, and the stack encrypts them.",
  argv: ["init"],
  asked: [
    typed("LiveKit URL", { env: "LIVEKIT_URL" }),
    typed("LiveKit API key", { env: "LIVEKIT_API_KEY" }),
    typed("LiveKit API secret", { env: "LIVEKIT_API_SECRET", secret: true }),
    typed("Twilio account SID", { env: "TWILIO_ACCOUNT_SID" }),
    { question: "How should requests to Twilio be authenticated?", keys: KEYS.enter },
    typed("Twilio auth token", { env: "TWILIO_AUTH_TOKEN", secret: true }),
    typed("SIP host of the LiveKit server", SIP_DOMAIN),
    { question: "Name of your first agent", keys: KEYS.enter },
    typed("Instructions for reception", PROMPT),
  ],
  unasked: ({ env: { LIVEKIT_URL = "", LIVEKIT_API_KEY = "", TWILIO_ACCOUNT_SID = "", ...secrets } }) => ({
    argv: [
      ...["--livekit-url", LIVEKIT_URL, "--livekit-api-key", LIVEKIT_API_KEY],
      ...["--twilio-account-sid", TWILIO_ACCOUNT_SID, "--sip-domain", SIP_DOMAIN],
      ...["--agent", "reception", "--prompt", PROMPT, "--secrets-stdin"],
    ],
    input: ["LIVEKIT_API_SECRET", "TWILIO_AUTH_TOKEN"].map((name) => `${name}=${secrets[name]}\n`).join(""),
  }),
};
