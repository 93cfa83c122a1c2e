import { ApiError, livekit, type Session } from "@arkenos/provider/clouds";
import type { Connection, Remark } from "./connection.js";
import { notSet } from "./settings-remark.js";

/**
 * Tests the connection to LiveKit by listing the dispatch rules, which needs what the stack needs: an address, a key,
 * and the right to administer SIP. Changes nothing.
 */
export async function testLiveKit(session: Session): Promise<Connection> {
  const problems = livekit.problems(session.setting);
  if (problems.length > 0) return { cloud: "LiveKit", works: false, rights: [], remarks: problems.map(notSet) };
  const client = await session.client(livekit);
  const host = livekit.account(session.setting);
  try {
    const rules = await client.dispatchRules.all();
    return {
      cloud: "LiveKit",
      works: true,
      identity: `key ${session.setting("livekitApiKey")} of ${host}`,
      rights: [`SIP trunks and dispatch rules (${rules.length} rules)`],
      remarks: [],
    };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return {
      cloud: "LiveKit",
      works: false,
      ...(error.unanswered && { unanswered: true }),
      rights: [],
      remarks: [refused(error)],
    };
  }
}

function refused({ detail: { code, message, remedy }, status }: ApiError): Remark {
  return { code, message, remedy: remedy ?? (status === 0 ? UNREACHED : FALLBACK) };
}

const UNREACHED = "Check livekitUrl (LIVEKIT_URL), and that this machine can reach it";
const FALLBACK = "Try again; if that does not help, see LiveKit's status page or the server's log";
