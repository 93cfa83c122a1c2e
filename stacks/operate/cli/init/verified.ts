import { livekit, Session, twilio } from "@arkenos/provider/clouds";
import type { Connection } from "../../observe/connection.js";
import { testLiveKit } from "../../observe/livekit-connection.js";
import { testTwilio } from "../../observe/twilio-connection.js";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";
import { type Answers, environmentOf } from "./answers.js";

/** Tries one account by a cheap read. */
export function testAccount(cloud: Connection["cloud"], answers: Answers): Promise<Connection> {
  return cloud === "LiveKit" ? testLiveKit(sessionWith(answers)) : testTwilio(sessionWith(answers));
}

/** Tests both accounts. @throws CommandError that names what is missing or what does not work */
export async function verified(answers: Answers): Promise<Connection[]> {
  const session = sessionWith(answers);
  const problems = [livekit, twilio].flatMap((cloud) => cloud.problems(session.setting));
  if (problems.length > 0) {
    const areMissing = problems.every(({ code }) => code === "missing_setting");
    throw new CommandError({
      /** Settings of an account are missing or invalid. */ code: "invalid_settings",
      message: `Account settings are ${areMissing ? "missing" : "invalid"}`,
      exitCode: ExitCode.usage,
      problems,
      next: "Set them with flags and environment variables (see arkenos init --help), or run this in a terminal to be asked",
    });
  }
  const connections = await Promise.all([testLiveKit(session), testTwilio(session)]);
  const broken = connections.filter(({ works }) => !works);
  if (broken.length === 0) return connections;
  throw new CommandError({
    code: "account_not_verified",
    message: `${broken.map(({ cloud }) => cloud).join(" and ")} could not be verified; nothing was written`,
    problems: broken.flatMap(({ remarks }) => remarks.map((remark) => ({ path: [], ...remark }))),
    next: "Fix this, then run arkenos init again",
  });
}

/** The environment has been read already, as a set, and is not searched for missing answers. */
function sessionWith(answers: Answers): Session {
  const session = new Session();
  session.configure(() => undefined, environmentOf(answers), "answer");
  return session;
}
