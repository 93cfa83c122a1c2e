import { livekit, Session, twilio } from "@arkenos/provider/clouds";
import type { Connection } from "../../observe/connection.js";
import { testLiveKit } from "../../observe/livekit-connection.js";
import { testTwilio } from "../../observe/twilio-connection.js";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";
import { type Answers, environmentOf } from "./answers.js";

/** Tests the way to both accounts. @throws CommandError that says what is missing, or what does not work */
export async function verified(answers: Answers): Promise<Connection[]> {
  const session = new Session();
  // What the answers leave out is not looked for in the environment: it has been, as a set.
  session.configure(() => undefined, environmentOf(answers), "answer");
  const missing = [livekit, twilio].flatMap((cloud) => cloud.problems(session.setting));
  if (missing.length > 0)
    throw new CommandError("The accounts are not known yet", {
      exitCode: ExitCode.usage,
      problems: missing,
      next: "Give them by flags and the environment, see arkenos init --help, or run it at a terminal to be asked",
    });
  const connections = await Promise.all([testLiveKit(session), testTwilio(session)]);
  const broken = connections.filter(({ works }) => !works);
  if (broken.length === 0) return connections;
  throw new CommandError(`${broken.map(({ cloud }) => cloud).join(" and ")} cannot be used; nothing was written`, {
    problems: broken.flatMap(({ remarks }) => remarks.map(({ says, remedy }) => `${says}. ${remedy}`)),
    next: "Correct that, and run arkenos init again",
  });
}
