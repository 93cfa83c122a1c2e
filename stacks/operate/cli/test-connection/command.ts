import { Argument, Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos test-connection`: whether both accounts work. */
export const testConnection = (act: Act) =>
  new Command("test-connection")
    .description("check that both accounts work, and show identity, permissions and fixes")
    .addArgument(
      new Argument("[cloud]", "cloud to check: livekit or twilio (default: both)").choices(["livekit", "twilio"]),
    )
    .addHelpText("after", "\nExamples:\n  arkenos test-connection\n  arkenos test-connection twilio --json")
    .action(act(async (context, [cloud]) => (await import("./test-connection.js")).runTestConnection(context, cloud)));
