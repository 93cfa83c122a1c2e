import type { DispatchRule } from "../store.js";
import { GoError } from "../twirp.js";
import { checkMedia } from "./media.js";

/** Validates a dispatch rule. The conflict check validates its kind, as on the server. @throws GoError */
export function checkDispatchRule({ rule, media }: DispatchRule): void {
  if (!rule) throw new GoError("missing rule");
  checkMedia(media);
}
