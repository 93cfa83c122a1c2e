import { Command, Option } from "@commander-js/extra-typings";
import { FORMATS } from "../../worker-env/formats.js";
import type { Act } from "../stack/context.js";
import type { EnvFlags } from "./env.js";

/** `arkenos env`, also `arkenos agent env`: the worker's environment. */
export const env = (act: Act) =>
  new Command("env")
    .description("export the worker's environment from the encrypted config")
    .argument("[command...]", "a program to run with this environment, after --")
    .addOption(new Option("--format <format>", "format of the file").choices(FORMATS))
    .option("--output <file>", "write it to a file that only you can read; - prints it")
    .option("--name <name>", "name of the Kubernetes Secret", "arkenos-agent")
    .option("--namespace <namespace>", "namespace of the Kubernetes Secret")
    .option("--lk", "send it to LiveKit Cloud by running lk agent update-secrets in this folder")
    .addHelpText(
      "after",
      `
Without a destination, this lists the variables and their sources, without their values.

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
