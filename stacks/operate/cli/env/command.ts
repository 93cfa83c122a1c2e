import { Command, Option } from "@commander-js/extra-typings";
import { FORMATS } from "../../worker-env/formats.js";
import type { Act } from "../stack/context.js";
import type { EnvFlags } from "./env.js";

/** `arkenos env`, also `arkenos agent env`: the worker's environment. */
export const env = (act: Act) =>
  new Command("env")
    .description("hand the worker its environment, out of the stack's encrypted config")
    .argument("[command...]", "behind --: a program to run with it")
    .addOption(new Option("--format <format>", "whom it is written for").choices(FORMATS))
    .option("--output <file>", "write it into a file that only you can read; - prints it")
    .option("--name <name>", "of the Kubernetes Secret", "arkenos-agent")
    .option("--namespace <namespace>", "of the Kubernetes Secret")
    .option("--lk", "hand it to LiveKit Cloud: lk agent update-secrets, in this folder")
    .addHelpText(
      "after",
      `
Without a destination it names the variables and where each comes from, and shows no value.

Examples:
  arkenos env
  arkenos env --output .env
  arkenos env --format docker --output worker.env && docker run --env-file worker.env …
  arkenos env --format kubectl --output worker.env && kubectl create secret generic arkenos-agent --from-env-file=worker.env
  arkenos env --format kubernetes --output - | kubectl apply -f -
  arkenos env --lk
  arkenos env -- node worker.js`,
    )
    .action(
      act(async (context, [words, options]: [string[], EnvFlags]) =>
        (await import("./env.js")).runEnv(context, words, options),
      ),
    );
