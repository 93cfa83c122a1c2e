import { type OwnedNumber, type Session, type TwilioAccount, twilio } from "@arkenos/provider/clouds";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";

/** The Twilio account that the settings lead to. @throws CommandError that names the settings that are missing */
export async function twilioAccount(session: Session): Promise<TwilioAccount> {
  const problems = twilio.problems(session.setting);
  if (problems.length > 0)
    throw new CommandError("Twilio cannot be called", { exitCode: ExitCode.usage, problems, next: "Run arkenos init" });
  return session.client(twilio);
}

/** A number as the account owns it; undefined if it does not. */
export function ownedNumber(account: TwilioAccount, number: string): Promise<OwnedNumber | undefined> {
  return account.numbers.first(({ phoneNumber }) => phoneNumber === number);
}
