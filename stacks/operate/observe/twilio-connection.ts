import { ApiError, type Session, type TwilioAccount, twilio } from "@arkenos/provider/clouds";
import { shown } from "@arkenos/provider/text";
import type { Connection, Remark } from "./connection.js";
import { notSet } from "./settings-remark.js";

/** Codes that concern the account rather than the credentials. */
const TRIAL = "10002";
const TEST_CREDENTIALS = "20008";

/**
 * Tests the connection to Twilio by reading one trunk, which needs what the stack needs. Also reads the account if the
 * credentials allow it: a Standard key does not. Changes nothing.
 */
export async function testTwilio(session: Session): Promise<Connection> {
  const problems = twilio.problems(session.setting);
  if (problems.length > 0) return { cloud: "Twilio", works: false, rights: [], remarks: problems.map(notSet) };
  const client = await session.client(twilio);
  const refusal = await refusalOf(client.trunking.trunks.list({ pageSize: 1, limit: 1 }));
  if (refusal && ![TRIAL, TEST_CREDENTIALS].includes(refusal.code))
    return {
      cloud: "Twilio",
      works: false,
      ...(refusal.unanswered && { unanswered: true }),
      rights: [],
      remarks: [refused(refusal)],
    };
  const isToken = session.setting("twilioAuthToken") !== undefined;
  const account = await describe(client);
  const key = isToken ? "the auth token" : `${account ? "Main" : "Standard"} key ${session.setting("twilioApiKey")}`;
  return {
    cloud: "Twilio",
    works: refusal === undefined,
    identity: `${account ? `"${shown(account.friendlyName)}" ` : ""}${twilio.account(session.setting)}, authenticated with ${key}`,
    rights: [
      ...(refusal ? [] : ["SIP trunking and numbers"]),
      ...(account ? [`account details (${account.type}, ${account.status})`] : []),
    ],
    remarks: [
      ...(refusal ? [refused(refusal)] : []),
      ...(account || isToken ? [] : [STANDARD_KEY]),
      ...(account?.type === "Trial" && refusal?.code !== TRIAL ? [TRIAL_ACCOUNT] : []),
    ],
  };
}

const STANDARD_KEY: Remark = {
  code: "standard_key",
  message: "A Standard key cannot read the account, so it is not known whether the account is a trial or suspended",
  remedy: "It is enough to run the stack; to check the account too, use a Main key or the auth token",
};

const TRIAL_ACCOUNT: Remark = {
  code: "trial_account",
  message: "This is a trial account: one number, calls to verified numbers only",
  remedy: "Upgrade it in Twilio's console before you use it in production",
};

/** Why a call was refused; undefined if it succeeded. */
async function refusalOf(call: Promise<unknown>): Promise<ApiError | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

/** The account's name and status. Drops the auth token that the answer contains. */
async function describe({ api }: TwilioAccount) {
  try {
    const { friendlyName, type, status } = await api.fetch();
    return { friendlyName, type, status };
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

function refused({ detail: { code, message, remedy }, status }: ApiError): Remark {
  const fallback =
    status === 0 ? "Check that this machine can reach api.twilio.com and trunking.twilio.com" : "Try again later";
  return { code, message, remedy: remedy ?? fallback };
}
