import type { Noun, Seen } from "../../observe/observed.js";
import type { Check, Found } from "../check.js";
import type { DoctorContext } from "../doctor-context.js";
import { CONVERGE } from "../finding.js";
import { livekitSubject, projectSubject } from "../subject.js";

/** Fields that older servers ignore without an error. */
const ADDED_LATER: Readonly<Partial<Record<Noun, readonly string[]>>> = {
  InboundTrunk: ["authRealm", "attributesToHeaders", "maxCallDurationSeconds"],
  OutboundTrunk: ["fromHost", "attributesToHeaders", "destinationCountry"],
  DispatchRule: ["numbers", "roomPreset"],
};

/** Whether the LiveKit server supports what the stack wants. */
export const compatibility = [
  {
    /** LiveKit does not keep a setting of the stack. */ id: "livekit-field-dropped",
    severity: "warning",
    needs: ["livekit"],
    looksAt: ["LiveKit object of this stack"],
    find: (context) => [
      ...dropped(context, "InboundTrunk", "inbound-trunk", context.inbound),
      ...dropped(context, "OutboundTrunk", "outbound-trunk", context.outbound),
      ...context.rules.flatMap(({ rule, held }) => dropped(context, "DispatchRule", "dispatch-rule", rule, held)),
    ],
  },
  {
    /** LiveKit has set fields that this version does not know. */ id: "livekit-newer-fields",
    severity: "info",
    needs: ["livekit"],
    looksAt: ["LiveKit object of this stack"],
    find: (context) => [
      ...newer("inbound-trunk", context.inbound),
      ...newer("outbound-trunk", context.outbound),
      ...context.rules.flatMap(({ rule }) => newer("dispatch-rule", rule)),
    ],
  },
  {
    id: "krisp-self-hosted",
    severity: "warning",
    needs: ["livekit"],
    looksAt: ["LiveKit object of this stack"],
    find: (context) =>
      [
        ...(context.inbound ? [{ kind: "inbound-trunk", seen: context.inbound } as const] : []),
        ...context.rules.map(({ rule }) => ({ kind: "dispatch-rule", seen: rule }) as const),
      ].flatMap((side): Found[] => {
        if (!side.seen.props.krispEnabled || context.isCloud) return [];
        return [
          {
            subject: livekitSubject(side.kind, side.seen),
            message: `Krisp works only on LiveKit Cloud, and ${projectSubject(context).id} is a self-hosted server`,
            remedies: [{ text: `remove krispEnabled from ${side.seen.id}` }],
          },
        ];
      }),
  },
] as const satisfies readonly Check[];

function dropped(
  context: DoctorContext,
  noun: "InboundTrunk" | "OutboundTrunk" | "DispatchRule",
  kind: "inbound-trunk" | "outbound-trunk" | "dispatch-rule",
  live: Seen<"InboundTrunk"> | Seen<"OutboundTrunk"> | Seen<"DispatchRule"> | undefined,
  held = context.held(noun),
): Found[] {
  const wanted = held?.state ?? {};
  const found: Readonly<Record<string, unknown>> = live?.props ?? {};
  if (!live) return [];
  const lost = (ADDED_LATER[noun] ?? []).filter((field) => !isEmpty(wanted[field]) && isEmpty(found[field]));
  return lost.map((field) => ({
    subject: livekitSubject(kind, live),
    expected: JSON.stringify(wanted[field]),
    message: `LiveKit at ${projectSubject(context).id} dropped ${field} of ${live.id}: the server is too old for it, or someone removed it`,
    remedies: [CONVERGE, { text: "update the server if this comes back" }],
    fixable: true,
  }));
}

function newer(
  kind: "inbound-trunk" | "outbound-trunk" | "dispatch-rule",
  live: Seen<"InboundTrunk"> | Seen<"OutboundTrunk"> | Seen<"DispatchRule"> | undefined,
): Found[] {
  if (!live?.newer?.length) return [];
  return [
    {
      subject: livekitSubject(kind, live),
      found: live.newer.join(", "),
      message: `LiveKit has set fields of ${live.id} that this version of @arkenos/provider does not know: ${live.newer.join(", ")}; updates keep them`,
      remedies: [{ text: "to manage them, update @arkenos/provider" }],
    },
  ];
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === "" || value === 0) return true;
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
