import type { Seen, SeenTrunk } from "../../observe/observed.js";
import { parseSipUri } from "@arkenos/provider/values/sip-uri";
import type { Check, Found } from "../check.js";
import type { DoctorContext } from "../doctor-context.js";
import type { Subject } from "../finding.js";
import { livekitSubject, trunkSubject } from "../subject.js";

/** Which stack owns the objects, and whether their names are unique. */
export const ownership = [
  {
    /** Several objects have the same name. */
    id: "name-ambiguous",
    severity: "warning",
    needs: ["livekit", "twilio"],
    looksAt: ["object in either account"],
    find: (context) =>
      namesakes(context).flatMap(({ subjects: [one, ...others] }): Found[] => {
        if (!one || others.length === 0) return [];
        const ids = [one, ...others].map(({ id }) => id).join(", ");
        return [
          {
            subject: one,
            found: ids,
            message: `${others.length + 1} ${one.kind.replace("-", " ")}s are called ${one.name} (${ids})`,
            remedies: [{ text: "rename or delete those that are not this stack's, or adopt by id" }],
          },
        ];
      }),
  },
  {
    /** An object has another stack's marker. */ id: "owner-mismatch",
    severity: "error",
    needs: ["livekit", "twilio"],
    looksAt: ["object in either account"],
    find: (context) => [
      ...[...taken(context, context.livekit.inboundTrunks, "InboundTrunk")].flatMap((trunk) =>
        mismatch(context, livekitSubject("inbound-trunk", trunk), trunk.props.owner),
      ),
      ...[...taken(context, context.livekit.outboundTrunks, "OutboundTrunk")].flatMap((trunk) =>
        mismatch(context, livekitSubject("outbound-trunk", trunk), trunk.props.owner),
      ),
      ...(context.held("ElasticTrunk")
        ? []
        : context.twilio.trunks
            .filter(({ props }) => props.friendlyName === context.names.trunk)
            .flatMap((trunk) => mismatch(context, trunkSubject(trunk), foreignHost(context, trunk)))),
    ],
  },
] as const satisfies readonly Check[];

type Marked = Seen<"InboundTrunk"> | Seen<"OutboundTrunk">;

/** The object in the state, or else the one that the stack would adopt by name. */
function taken<T extends Marked>(
  context: DoctorContext,
  trunks: readonly T[],
  noun: "InboundTrunk" | "OutboundTrunk",
): T[] {
  const held = context.held(noun);
  const name = noun === "InboundTrunk" ? context.names.inbound : context.names.outbound;
  return trunks.filter(({ id, props }) => (held ? id === held.id : props.name === name));
}

function mismatch({ desired }: DoctorContext, subject: Subject, owner: string | undefined): Found[] {
  if (owner === undefined || isOwn(desired.stack, owner)) return [];
  return [
    {
      subject,
      ...{ expected: desired.stack, found: owner },
      message: `${subject.kind.replace("-", " ")} ${subject.id} belongs to ${owner}`,
      remedies: [{ text: "choose another namePrefix or adopt it on purpose" }],
    },
  ];
}

function isOwn(stack: string, owner: string): boolean {
  return owner.startsWith(`${stack}/`);
}

function foreignHost({ sipHosts }: DoctorContext, { children }: SeenTrunk): string | undefined {
  const hosts = (children?.originationUrls ?? []).map(({ props }) => parseSipUri(props.sipUrl ?? "")?.host ?? "");
  return hosts.length > 0 && hosts.every((host) => !sipHosts.includes(host)) ? hosts[0] : undefined;
}

/** Objects with the same name. Those with another stack's marker do not count. */
function namesakes(context: DoctorContext): { readonly subjects: readonly Subject[] }[] {
  const { names, livekit, twilio, desired } = context;
  const free = ({ props }: Marked) => props.owner === undefined || isOwn(desired.stack, props.owner);
  const own = (subjects: Subject[]) => ({
    subjects: subjects.toSorted((a, b) => Number(isHeld(context, b.id)) - Number(isHeld(context, a.id))),
  });
  return [
    own(twilio.trunks.filter(({ props }) => props.friendlyName === names.trunk).map(trunkSubject)),
    own(
      livekit.inboundTrunks
        .filter((t) => t.props.name === names.inbound && free(t))
        .map((t) => livekitSubject("inbound-trunk", t)),
    ),
    own(
      livekit.outboundTrunks
        .filter((t) => t.props.name === names.outbound && free(t))
        .map((t) => livekitSubject("outbound-trunk", t)),
    ),
    own(
      livekit.dispatchRules
        .filter(({ props }) => props.name === names.rule)
        .map((rule) => livekitSubject("dispatch-rule", rule)),
    ),
  ];
}

function isHeld({ desired }: DoctorContext, id: string): boolean {
  return desired.held.some((held) => held.id === id);
}
