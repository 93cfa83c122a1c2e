import { Command, Option } from "@commander-js/extra-typings";
import { FORGES } from "../../pipeline/write-pipeline.js";
import type { Act } from "../stack/context.js";
import { VOICES } from "../agents/voices.js";
import type { InitFlags } from "./flags.js";

/** `arkenos init`: sets up a project with a stack and both accounts. */
export const init = (act: Act) =>
  new Command("init")
    .description("set up a stack: verify both accounts and write its config; safe to run again")
    .option("--backend <place>", "where the state is kept: cloud, file://<folder>, or a bucket's URL")
    .option("--livekit-url <url>", "URL of the LiveKit project, wss://…; default: LIVEKIT_URL")
    .option("--livekit-api-key <key>", "LiveKit API key; default: LIVEKIT_API_KEY")
    .option("--twilio-account-sid <sid>", "Twilio account, AC…; default: TWILIO_ACCOUNT_SID")
    .option("--twilio-api-key <sid>", "Twilio API key to use instead of the auth token, SK…; default: TWILIO_API_KEY")
    .option("--sip-domain <host>", "LiveKit's SIP host, from its settings page")
    .option("--agent <id>", "name of a first agent")
    .option("--prompt <text>", "instructions of the first agent")
    .addOption(
      new Option("--voice <name>", "models of the first agent: LiveKit Inference, or a plugin's realtime model")
        .choices(VOICES)
        .default("inference"),
    )
    .addOption(new Option("--pipeline <forge>", "also write CI workflows for preview, up and drift").choices(FORGES))
    .option("--secrets-stdin", "read secrets from standard input, one NAME=value per line")
    .addHelpText(
      "after",
      `
Secrets are never command-line arguments. You are asked for them, or they come from the environment
(LIVEKIT_API_SECRET, and TWILIO_AUTH_TOKEN or TWILIO_API_SECRET) or, with --secrets-stdin, from standard input.

Examples:
  arkenos init
  arkenos init --pipeline github
  arkenos init --agent reception --prompt "You answer for Acme." --voice openai
  arkenos init --stack prod --backend s3://acme --livekit-url wss://acme.livekit.cloud --secrets-stdin < secrets.env`,
    )
    .action(act(async (context, [options]: [InitFlags]) => (await import("./init.js")).runInit(context, options)));
