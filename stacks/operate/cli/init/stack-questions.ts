import { deriveSipDomain } from "@arkenos/stacks/sip-domain";
import type { Context } from "../stack/context.js";
import { askText, canAsk } from "../terminal/prompt.js";
import type { Answers, Known } from "./answers.js";

/** LiveKit's SIP host, if it cannot be derived from the URL. */
export async function collectSipDomain(
  context: Context,
  given: string | undefined,
  { held }: Known,
  { livekitUrl = "" }: Answers,
): Promise<string | undefined> {
  const known = given ?? held["arkenos:sipDomain"];
  if (known !== undefined || deriveSipDomain(livekitUrl) !== undefined || !canAsk(context)) return known;
  return askText(context, {
    message: "SIP host of the LiveKit server, host[:port]",
    placeholder: "sip.acme.example",
    instead: "--sip-domain",
    problem: required("a host"),
  });
}

function required(what: string) {
  return (value: string) => (/\S/.test(value) ? undefined : `${what} is required`);
}
