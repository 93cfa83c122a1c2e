import { ENVIRONMENT, livekit, type Setting, settingsFrom, twilio } from "@arkenos/provider/clouds";
import { flawText } from "@arkenos/provider/problem";
import type { Context } from "../stack/context.js";
import { askSecret, askText, choose } from "../terminal/prompt.js";
import type { Answers } from "./answers.js";

/** Asks for the missing credentials of both accounts. Each answer is checked immediately. */
export async function askForAccounts(context: Context, answers: Answers): Promise<void> {
  const question = (setting: Setting, message: string) => ({
    message,
    instead: ENVIRONMENT[setting],
    problem: (value: string) => problemOf(setting, value, answers),
  });
  const text = async (setting: Setting, message: string, placeholder: string) => {
    answers[setting] ??= await askText(context, { ...question(setting, message), placeholder });
  };
  const secret = async (setting: Setting, message: string) => {
    answers[setting] ??= await askSecret(context, question(setting, message));
  };
  await text("livekitUrl", "LiveKit URL", "wss://acme.livekit.cloud");
  await text("livekitApiKey", "LiveKit API key", "API…");
  await secret("livekitApiSecret", "LiveKit API secret");
  await text("twilioAccountSid", "Twilio account SID", "AC…");
  if (!answers.twilioAuthToken && !answers.twilioApiKey && (await askCredentialKind(context)) === "key")
    await text("twilioApiKey", "Twilio API key SID", "SK…");
  if (answers.twilioApiKey) await secret("twilioApiSecret", "Twilio API key secret");
  else await secret("twilioAuthToken", "Twilio auth token");
}

function askCredentialKind(context: Context): Promise<string> {
  return choose(context, {
    message: "How should requests to Twilio be authenticated?",
    instead: "TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET",
    options: [
      { value: "token", label: "Auth token of the account", hint: "on the first page of the console" },
      { value: "key", label: "API key", hint: "can be revoked separately" },
    ],
  });
}

function problemOf(setting: Setting, value: string, answers: Answers): string | undefined {
  if (value.trim() === "") return "a value is required";
  // A key is checked before its secret is known.
  const given: Answers = { twilioApiSecret: "asked for next", ...answers, [setting]: value };
  const problems = [livekit, twilio].flatMap((cloud) => cloud.problems(settingsFrom((name) => given[name], {})));
  const problem = problems.find(({ path: [key] }) => key === setting);
  return problem && flawText(problem);
}
