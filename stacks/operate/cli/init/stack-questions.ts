import { deriveSipDomain } from "@arkenos/stacks/sip-domain";
import type { Context } from "../stack/context.js";
import { askText, canAsk, required } from "../terminal/prompt.js";
import { problemWith, type ConfigContext } from "../stack/config-problem.js";

/** LiveKit's SIP host, if it cannot be derived from the URL. */
export async function collectSipDomain(
  context: Context,
  given: string | undefined,
  current: ConfigContext,
): Promise<string | undefined> {
  const { held, answers } = current;
  const known = given ?? held["arkenos:sipDomain"];
  if (known !== undefined || deriveSipDomain(answers.livekitUrl ?? "") !== undefined || !canAsk(context)) return known;
  return askText(context, {
    message: "SIP host of the LiveKit server, host[:port]",
    placeholder: "sip.acme.example",
    instead: "--sip-domain",
    problem: (value) => required("a host")(value) ?? problemWith("sipDomain", value, current),
  });
}
