import type { Connection } from "../../observe/connection.js";
import { testLiveKit } from "../../observe/livekit-connection.js";
import { testTwilio } from "../../observe/twilio-connection.js";
import type { Answer } from "../terminal/answer.js";
import type { Context } from "../stack/context.js";
import { ExitCode } from "../failure/exit-code.js";
import { settingsSession } from "../stack/settings-session.js";

/** `arkenos test-connection`: checks one account or both, without changing anything. */
export async function runTestConnection(context: Context, cloud: "livekit" | "twilio" | undefined): Promise<Answer> {
  const session = await settingsSession(context);
  const connections = await Promise.all([
    ...(cloud === "twilio" ? [] : [testLiveKit(session)]),
    ...(cloud === "livekit" ? [] : [testTwilio(session)]),
  ]);
  return {
    data: { connections: connections.map(connectionData) },
    text: connections.map(connectionText).join("\n\n"),
    exitCode: connections.every(({ works }) => works) ? ExitCode.ok : ExitCode.checksFailed,
  };
}

/** A connection for a script. `says` is the former name of a remark's `message`, kept for one version. */
export function connectionData(connection: Connection) {
  return { ...connection, remarks: connection.remarks.map((remark) => ({ ...remark, says: remark.message })) };
}

/** The result of a test as text. */
export function connectionText({ cloud, works, identity, rights, remarks }: Connection): string {
  return [
    `${works ? "✓" : "✗"} ${cloud} ${works ? "works" : "does not work"}${identity === undefined ? "" : `, as ${identity}`}`,
    ...rights.map((right) => `    can access: ${right}`),
    ...remarks.flatMap(({ message, remedy }) => [`    ${message}`, `      → ${remedy}`]),
  ].join("\n");
}
