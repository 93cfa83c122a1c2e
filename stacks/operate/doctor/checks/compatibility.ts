import type { Noun, Seen } from "../../observe/observed.js";
import type { Check, Found } from "../check.js";
import type { DoctorContext } from "../doctor-context.js";
import { livekitSubject, projectSubject } from "../subject.js";

/** Fields that older servers do not know, and drop without a word. */
const ADDED_LATER: Readonly<Partial<Record<Noun, readonly string[]>>> = {
  InboundTrunk: ["authRealm", "attributesToHeaders", "maxCallDurationSeconds"],
  OutboundTrunk: ["fromHost", "attributesToHeaders", "destinationCountry"],
  DispatchRule: ["numbers", "roomPreset"],
};

/** Whether LiveKit can do what the stack asks for. */
export const compatibility: readonly Check[] = [
  {
    id: "livekit-field-dropped",
    severity: "warning",
    needs: ["livekit"],
    looksAt: ["LiveKit object of this stack"],
    find: (context) => [
      ...dropped(context, "InboundTrunk", "inbound-trunk", context.inbound),
      ...dropped(context, "OutboundTrunk", "outbound-trunk", context.outbound),
      ...dropped(context, "DispatchRule", "dispatch-rule", context.rule),
    ],
  },
  {
    id: "livekit-newer-fields",
    severity: "info",
    needs: ["livekit"],
    looksAt: ["LiveKit object of this stack"],
    find: (context) => [
      ...newer("inbound-trunk", context.inbound),
      ...newer("outbound-trunk", context.outbound),
      ...newer("dispatch-rule", context.rule),
    ],
  },
  {
    id: "krisp-self-hosted",
    severity: "warning",
    needs: ["livekit"],
    looksAt: ["LiveKit object of this stack"],
    find: (context) =>
      [
        context.inbound && ({ kind: "inbound-trunk", seen: context.inbound } as const),
        context.rule && ({ kind: "dispatch-rule", seen: context.rule } as const),
      ].flatMap((side): Found[] => {
        if (!side?.seen.props.krispEnabled || context.isCloud) return [];
        return [
          {
            subject: livekitSubject(side.kind, side.seen),
            remediation: `Krisp works on LiveKit Cloud only, and ${projectSubject(context).id} is not; remove krispEnabled of ${side.seen.id}.`,
          },
        ];
      }),
  },
];

function dropped(
  context: DoctorContext,
  noun: "InboundTrunk" | "OutboundTrunk" | "DispatchRule",
  kind: "inbound-trunk" | "outbound-trunk" | "dispatch-rule",
  live: Seen<"InboundTrunk"> | Seen<"OutboundTrunk"> | Seen<"DispatchRule"> | undefined,
): Found[] {
  const wanted = context.held(noun)?.state ?? {};
  const found: Readonly<Record<string, unknown>> = live?.props ?? {};
  if (!live) return [];
  const lost = (ADDED_LATER[noun] ?? []).filter((field) => !isEmpty(wanted[field]) && isEmpty(found[field]));
  return lost.map((field) => ({
    subject: livekitSubject(kind, live),
    expected: JSON.stringify(wanted[field]),
    remediation: `LiveKit at ${projectSubject(context).id} dropped ${field} of ${live.id}; the server is too old for it, or it was removed: run arkenos refresh, then arkenos up, and update the server if it comes back.`,
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
      remediation: `LiveKit has set fields of ${live.id} that this version of @arkenos/provider does not know: ${live.newer.join(", ")}. Updates keep them; to manage them, update @arkenos/provider.`,
    },
  ];
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === "" || value === 0) return true;
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
