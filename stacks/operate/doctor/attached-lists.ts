import type { SeenCredentialList } from "../observe/observed.js";
import type { Scene } from "./scene.js";

/** The credential lists that the stack's trunk asks for. */
export function attachedLists({ trunk, twilio }: Scene): SeenCredentialList[] {
  const sids = trunk?.children?.credentialLists ?? [];
  return twilio.credentialLists.filter(({ id }) => sids.includes(id));
}
