import type { SeenCredentialList } from "../observe/observed.js";
import type { DoctorContext } from "./doctor-context.js";

/** The credential lists attached to the stack's trunk. */
export function attachedLists({ trunk, twilio }: DoctorContext): SeenCredentialList[] {
  const sids = trunk?.children?.credentialLists ?? [];
  return twilio.credentialLists.filter(({ id }) => sids.includes(id));
}
