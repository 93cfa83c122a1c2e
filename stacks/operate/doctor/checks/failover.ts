import { onThisStack } from "../../on-this-stack.js";
import type { Seen } from "../../observe/observed.js";
import { ringOut, twilioGoesOn } from "../../simulate/ring-out.js";
import { leadsToProject } from "../../simulate/sip-hosts.js";
import { parseSipUri } from "@arkenos/provider/values/sip-uri";
import type { Check } from "../check.js";
import type { DoctorContext } from "../doctor-context.js";
import { CONVERGE, type Remedy } from "../finding.js";
import { livekitSubject, projectSubject } from "../subject.js";

/** Whether Twilio fails over to the next destination while no worker runs. */
export const failover = [
  {
    id: "failover-on-486",
    severity: "warning",
    needs: ["livekit", "twilio"],
    looksAt: ["inbound trunk of this stack"],
    find: (context) => {
      const { inbound } = context;
      const next = nextInLine(context);
      const { seconds, status } = ringOut(inbound);
      if (!inbound || next === undefined || twilioGoesOn(status)) return [];
      const message = `While no worker runs, a call rings for ${seconds} s and LiveKit ends it with ${status}, after which Twilio does not fail over to ${next}`;
      return [
        {
          subject: livekitSubject("inbound-trunk", inbound),
          ...{ expected: "503", found: String(status) },
          message,
          remedies: remediesFor(context, inbound),
          ...(isForgotten(context, inbound) && { fixable: true }),
        },
      ];
    },
  },
] as const satisfies readonly Check[];

/** What Twilio would try after LiveKit's first host has refused a call; undefined if there is nothing. */
function nextInLine({ trunk, urls, sipHosts }: DoctorContext): string | undefined {
  const ours = urls.flatMap(({ props: { enabled, sipUrl = "", priority = 0 } }) => {
    const uri = parseSipUri(sipUrl);
    return enabled && uri !== undefined && leadsToProject(uri, sipHosts) ? [{ host: uri.address, priority }] : [];
  });
  const [first, ...more] = ours.toSorted((one, other) => one.priority - other.priority);
  const next = more.find(({ host, priority }) => first && priority > first.priority && host !== first.host);
  return next?.host ?? (trunk?.props.disasterRecoveryUrl ? "the disaster recovery URL" : undefined);
}

/** Whether the stack has set a status that LiveKit can store but does not have. */
function isForgotten(context: DoctorContext, { props: { ringingTimeoutStatus } }: Seen<"InboundTrunk">): boolean {
  const wanted = Number(context.held("InboundTrunk")?.state.ringingTimeoutStatus ?? 0);
  return ringingTimeoutStatus !== undefined && twilioGoesOn(wanted);
}

function remediesFor(context: DoctorContext, inbound: Seen<"InboundTrunk">): Remedy[] {
  if (inbound.props.ringingTimeoutStatus === undefined) {
    const server = `LiveKit at ${projectSubject(context).id}`;
    return [
      { text: `update ${server}, which drops ringingTimeoutStatus, to livekit-server 1.13.11 or later` },
      CONVERGE,
    ];
  }
  if (isForgotten(context, inbound)) return [CONVERGE];
  const command = onThisStack("arkenos up");
  return [{ text: `set inbound.ringingTimeoutStatus to 503, then run ${command}`, command }];
}
