import { Argument, Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos test-connection`: the way to both accounts. */
export const testConnection = (act: Act) =>
  new Command("test-connection")
    .description("say of each account whether it works, as whom, with which rights, and what to do")
    .addArgument(new Argument("[cloud]", "only this one").choices(["livekit", "twilio"]))
    .addHelpText("after", "\nExamples:\n  arkenos test-connection\n  arkenos test-connection twilio --json")
    .action(act(async (context, [cloud]) => (await import("./test-connection.js")).runTestConnection(context, cloud)));
