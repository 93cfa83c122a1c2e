import { type OwnedNumber, type Session, type TwilioAccount, twilio } from "@arkenos/provider/clouds";
import { onThisStack } from "../../on-this-stack.js";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";

/** The Twilio account of the settings. @throws CommandError that names missing settings */
export async function twilioAccount(session: Session): Promise<TwilioAccount> {
  const problems = twilio.problems(session.setting);
  if (problems.length > 0)
    throw new CommandError({
      code: "invalid_settings",
      message: "The Twilio settings are incomplete",
      exitCode: ExitCode.usage,
      problems,
      next: `Run ${onThisStack("arkenos init")}`,
    });
  return session.client(twilio);
}

/** A number that the account owns; undefined if it does not. */
export function ownedNumber(account: TwilioAccount, number: string): Promise<OwnedNumber | undefined> {
  return account.numbers.first(({ phoneNumber }) => phoneNumber === number);
}
