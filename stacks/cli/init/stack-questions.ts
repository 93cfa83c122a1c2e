import { deriveSipDomain } from "../../sip-domain.js";
import type { Context } from "../context.js";
import { askText, canAsk } from "../prompt.js";
import type { Answers, Known } from "./answers.js";
import type { FirstAgent } from "./write-config.js";

/** LiveKit's SIP host, where the address does not tell it. */
export async function collectSipDomain(
  context: Context,
  given: string | undefined,
  { held }: Known,
  { livekitUrl = "" }: Answers,
): Promise<string | undefined> {
  const known = given ?? held["arkenos:sipDomain"];
  if (known !== undefined || deriveSipDomain(livekitUrl) !== undefined || !canAsk(context)) return known;
  return askText(context, {
    message: "Where that LiveKit server takes SIP calls, host[:port]",
    placeholder: "sip.acme.example",
    instead: "--sip-domain",
    problem: required("a host"),
  });
}

/** The first agent of a stack that has none: without one, no number can be given to anybody. */
export async function collectAgent(
  context: Context,
  given: FirstAgent | undefined,
  { held }: Known,
): Promise<FirstAgent | undefined> {
  if (given !== undefined || held["arkenos:agents"] !== undefined || !canAsk(context)) return given;
  const id = await askText(context, {
    message: "Who answers? Name a first agent",
    initial: "reception",
    instead: "--agent",
    problem: required("a name"),
  });
  const systemPrompt = await askText(context, {
    message: `What is ${id} told to do?`,
    placeholder: "You answer for Acme.",
    instead: "--prompt",
    problem: required("instructions"),
  });
  return { [id]: { systemPrompt } };
}

function required(what: string) {
  return (value: string) => (/\S/.test(value) ? undefined : `write ${what}`);
}
