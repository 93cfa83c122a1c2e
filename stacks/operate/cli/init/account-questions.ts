import { ENVIRONMENT, livekit, type Setting, settingsFrom, twilio } from "@arkenos/provider/clouds";
import type { Context } from "../stack/context.js";
import { askSecret, askText, choose } from "../terminal/prompt.js";
import type { Answers } from "./answers.js";

/** Asks a person for what is missing to reach both accounts. What is wrong with an answer is said at once. */
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
  await text("livekitUrl", "Address of the LiveKit project", "wss://acme.livekit.cloud");
  await text("livekitApiKey", "Its API key", "API…");
  await secret("livekitApiSecret", "The key's secret");
  await text("twilioAccountSid", "SID of the Twilio account", "AC…");
  if (!answers.twilioAuthToken && !answers.twilioApiKey && (await askWay(context)) === "key")
    await text("twilioApiKey", "SID of the API key", "SK…");
  if (answers.twilioApiKey) await secret("twilioApiSecret", "The API key's secret");
  else await secret("twilioAuthToken", "Its auth token");
}

function askWay(context: Context): Promise<string> {
  return choose(context, {
    message: "How is Twilio called?",
    instead: "TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET",
    options: [
      { value: "token", label: "by the account's auth token", hint: "on the console's first page" },
      { value: "key", label: "by an API key", hint: "can be taken back by itself" },
    ],
  });
}

function problemOf(setting: Setting, value: string, answers: Answers): string | undefined {
  if (value.trim() === "") return "nothing was typed";
  // A key is judged before its secret is known.
  const given: Answers = { twilioApiSecret: "asked for next", ...answers, [setting]: value };
  return [livekit, twilio]
    .flatMap((cloud) => cloud.problems(settingsFrom((name) => given[name], {})))
    .find((found) => found.startsWith(`${setting}:`))
    ?.replace(/^\w+: /, "");
}
