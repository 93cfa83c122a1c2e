import { ENVIRONMENT, livekit, type Setting, settingsFrom, twilio } from "@arkenos/provider/clouds";
import type { ProblemDetail } from "@arkenos/provider/problem";
import type { Connection } from "../../observe/connection.js";
import type { Context } from "../stack/context.js";
import { askSecret, askText, choose, report, required } from "../terminal/prompt.js";
import { Progress } from "../terminal/progress.js";
import type { Answers } from "./answers.js";
import { testAccount } from "./verified.js";

/** Asks for what is missing; asked again, for what a cloud did not accept. Enter keeps the last answer. */
type Questions = (ask: Ask, last?: Connection) => Promise<void>;

interface Ask {
  text(setting: Setting, message: string, placeholder: string): Promise<void>;
  secret(setting: Setting, message: string): Promise<void>;
}

/**
 * Asks for the missing credentials of both accounts. Each answer is checked immediately, and each account is tried as
 * soon as its key is known. If that fails, only what it may be is asked again.
 *
 * @returns both accounts, which work
 */
export async function askForAccounts(context: Context, answers: Answers): Promise<Connection[]> {
  const livekitWorks = await askFor(context, answers, "LiveKit", async (ask, last) => {
    await ask.text("livekitUrl", "LiveKit URL", "wss://acme.livekit.cloud");
    // Nothing has judged the key yet.
    if (last?.unanswered) return;
    await ask.text("livekitApiKey", "LiveKit API key", "API…");
    await ask.secret("livekitApiSecret", "LiveKit API secret");
  });
  const twilioWorks = await askFor(context, answers, "Twilio", async (ask, last) => {
    await ask.text("twilioAccountSid", "Twilio account SID", "AC…");
    if (last?.unanswered) return;
    if (last || (!answers.twilioAuthToken && !answers.twilioApiKey)) {
      const isKey = (await askCredentialKind(context)) === "key";
      for (const other of isKey ? TOKEN : KEY) delete answers[other];
      if (isKey) await ask.text("twilioApiKey", "Twilio API key SID", "SK…");
    }
    if (answers.twilioApiKey) await ask.secret("twilioApiSecret", "Twilio API key secret");
    else await ask.secret("twilioAuthToken", "Twilio auth token");
  });
  return [livekitWorks, twilioWorks];
}

const TOKEN = ["twilioAuthToken"] as const satisfies readonly Setting[];
const KEY = ["twilioApiKey", "twilioApiSecret"] as const satisfies readonly Setting[];

async function askFor(
  context: Context,
  answers: Answers,
  cloud: Connection["cloud"],
  questions: Questions,
): Promise<Connection> {
  for (let last: Connection | undefined; ;) {
    await questions(questionsOn(context, answers, last !== undefined), last);
    const progress = new Progress(context, `Trying ${cloud}`);
    const connection = await testAccount(cloud, answers).finally(() => progress.end());
    if (connection.works) {
      await report(context, "success", `${cloud} works`);
      return connection;
    }
    const reasons = connection.remarks.map(({ message, remedy }) => `${message}\n→ ${remedy}`);
    await report(context, "error", [`Could not verify ${cloud}`, ...reasons].join("\n"));
    last = connection;
  }
}

function questionsOn(context: Context, answers: Answers, again: boolean): Ask {
  const question = (setting: Setting, message: string) => ({
    ...{ message, instead: ENVIRONMENT[setting], fallback: answers[setting] },
    problem: (value: string) => problemOf(setting, value, answers),
  });
  const isWanted = (setting: Setting) => again || answers[setting] === undefined;
  return {
    async text(setting, message, placeholder) {
      if (isWanted(setting)) answers[setting] = await askText(context, { ...question(setting, message), placeholder });
    },
    async secret(setting, message) {
      if (isWanted(setting)) answers[setting] = await askSecret(context, question(setting, message));
    },
  };
}

function askCredentialKind(context: Context): Promise<string> {
  return choose(context, {
    message: "How should requests to Twilio be authenticated?",
    instead: "TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET",
    options: [
      { value: "token", label: "The account's auth token", hint: "on the first page of the console" },
      { value: "key", label: "API key", hint: "can be revoked separately" },
    ],
  });
}

function problemOf(setting: Setting, value: string, answers: Answers): Omit<ProblemDetail, "code"> | undefined {
  const missing = required("a value")(value);
  if (missing) return missing;
  // A key is checked before its secret is known.
  const given: Answers = { twilioApiSecret: "asked for next", ...answers, [setting]: value };
  const problems = [livekit, twilio].flatMap((cloud) => cloud.problems(settingsFrom((name) => given[name], {})));
  return problems.find(({ path: [key] }) => key === setting);
}
