import { Command, Option } from "@commander-js/extra-typings";
import { FORGES } from "../../pipeline/write-pipeline.js";
import type { Act } from "../stack/context.js";
import { VOICES } from "./voices.js";
import type { InitFlags } from "./flags.js";

/** `arkenos init`: a project with a stack, and the way to both accounts. */
export const init = (act: Act) =>
  new Command("init")
    .description("set up a stack: verify both accounts, write its config with encrypted secrets; safe to run again")
    .option("--livekit-url <url>", "the LiveKit project, wss://…; else LIVEKIT_URL")
    .option("--livekit-api-key <key>", "else LIVEKIT_API_KEY")
    .option("--twilio-account-sid <sid>", "AC…; else TWILIO_ACCOUNT_SID")
    .option("--twilio-api-key <sid>", "SK…, instead of the auth token; else TWILIO_API_KEY")
    .option("--sip-domain <host>", "LiveKit's SIP host, as its settings page shows it")
    .option("--agent <id>", "a first agent")
    .option("--prompt <text>", "its instructions")
    .addOption(
      new Option("--voice <name>", "what it talks with: LiveKit Inference, or a plugin's realtime model")
        .choices(VOICES)
        .default("inference"),
    )
    .addOption(new Option("--pipeline <forge>", "also write a pipeline: preview, up, drift").choices(FORGES))
    .option("--secrets-stdin", "read secrets from standard input, NAME=value on each line")
    .addHelpText(
      "after",
      `
Secrets never stand on the command line: they are asked for, or taken from the environment (LIVEKIT_API_SECRET, and
TWILIO_AUTH_TOKEN or TWILIO_API_SECRET), or from standard input with --secrets-stdin.

Examples:
  arkenos init
  arkenos init --pipeline github
  arkenos init --agent reception --prompt "You answer for Acme." --voice openai
  arkenos init --stack prod --livekit-url wss://acme.livekit.cloud --secrets-stdin < secrets.env`,
    )
    .action(act(async (context, [options]: [InitFlags]) => (await import("./init.js")).runInit(context, options)));
