import type { DispatchRule } from "../store.js";
import { GoError } from "../twirp.js";
import { checkMedia } from "./media.js";

/** Checks a dispatch rule. That its kind is set is the conflict check's business, as on the server. @throws GoError */
export function checkDispatchRule({ rule, media }: DispatchRule): void {
  if (!rule) throw new GoError("missing rule");
  checkMedia(media);
}
