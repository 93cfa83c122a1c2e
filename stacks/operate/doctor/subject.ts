import type { DoctorContext } from "./doctor-context.js";
import type { Seen } from "../observe/observed.js";
import type { Subject } from "./finding.js";

/** A LiveKit object. */
export function livekitSubject(
  kind: "inbound-trunk" | "outbound-trunk" | "dispatch-rule",
  { id, props }: { readonly id: string; readonly props: { readonly name?: string | undefined } },
): Subject {
  return { kind, id, ...(props.name !== undefined && { name: props.name }) };
}

/** A Twilio trunk. */
export function trunkSubject({ id, props }: Seen<"ElasticTrunk">): Subject {
  return { kind: "elastic-trunk", id, ...(props.friendlyName !== undefined && { name: props.friendlyName }) };
}

/** An origination URL. */
export function urlSubject({ id, props }: Seen<"OriginationUrl">): Subject {
  return { kind: "origination-url", id, ...(props.sipUrl !== undefined && { name: props.sipUrl }) };
}

/** A phone number. */
export function numberSubject(number: string): Subject {
  return { kind: "number", id: number };
}

/** A key of the stack's config. */
export function configSubject(key: string): Subject {
  return { kind: "config", id: key };
}

/** The stack's Twilio account. */
export function accountSubject({ desired }: DoctorContext): Subject {
  return { kind: "account", id: desired.accountSid };
}

/** The stack's LiveKit project. */
export function projectSubject({ config }: DoctorContext): Subject {
  return { kind: "project", id: hostOf(config.livekitUrl) };
}

/** An object's name, or else its id. */
export function nameOf({ id, name }: Subject): string {
  return name || id;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
