import { CATALOG } from "./catalog.js";
import { ROUTE_STEPS, type RouteStep } from "./check.js";
import { type Finding, findingText } from "./finding.js";
import type { DoctorContext } from "./doctor-context.js";
import { PROBE_SPECS } from "./probes/probe.js";

/** A step of a number's route. */
export interface Step {
  readonly step: string;
  readonly ok: boolean;
  /** The object's id, or its condition. */
  readonly says: string;
  /** What to do if it is not ok. */
  readonly remedy?: string;
}

/** The step that each check and each probe concerns. */
const STEPS: ReadonlyMap<string, RouteStep | undefined> = new Map([
  ...CATALOG.map(({ id, step }) => [id, step] as const),
  ...PROBE_SPECS.map(({ id, step }) => [id, step] as const),
]);

/** The route of a number, step by step: each object, and the remedy of the finding that breaks the route there. */
export function stepsOf(context: DoctorContext, number: string, findings: readonly Finding[]): readonly Step[] {
  const errors = findings.filter(({ severity }) => severity === "error");
  return ROUTE_STEPS.map((step): Step => {
    const finding = errors.find(({ id }) => STEPS.get(id) === step);
    const says = describe(context, step, number);
    return finding
      ? { step, ok: false, says, remedy: findingText(finding) }
      : { step, ok: !ABSENT.includes(says), says };
  });
}

const MISSING = "not there";
const UNREAD = "not read";
/** The cloud may still have the object: a stack without its state does not know which objects are its own. */
const UNHELD = "not in the state";
const ABSENT = [MISSING, UNREAD, UNHELD];

/** Describes the object of a step. If the cloud was not read, it is unknown. */
function describe(context: DoctorContext, step: RouteStep, number: string): string {
  const { livekit, twilio } = context.observed;
  if (context.desired.elsewhere !== undefined) return UNREAD;
  switch (step) {
    case "Twilio":
      return twilio.readable ? twilio.accountSid : UNREAD;
    case "LiveKit":
      return livekit.readable ? livekit.host : UNREAD;
    case "number":
      return twilio.readable ? (context.owned(number)?.id ?? MISSING) : UNREAD;
    case "association":
      return twilio.readable ? context.owned(number)?.trunkSid || MISSING : UNREAD;
    case "origination":
      if (!twilio.readable) return UNREAD;
      if (!context.held("ElasticTrunk")) return UNHELD;
      return context.urls.find(({ props }) => props.enabled)?.props.sipUrl ?? MISSING;
    case "inbound trunk":
      if (!livekit.readable) return UNREAD;
      return context.held("InboundTrunk") ? (context.inbound?.id ?? MISSING) : UNHELD;
    case "dispatch rule":
      if (!livekit.readable) return UNREAD;
      return context.held("DispatchRule") ? (context.ruleFor(number)?.id ?? MISSING) : UNHELD;
    default:
      return context.answererOf(number) ?? MISSING;
  }
}
