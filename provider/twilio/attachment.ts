import { ApiError } from "../errors.js";
import type { Listing } from "../listing.js";
import type { ProblemDetail } from "../problem.js";
import { type Attachment, childId } from "./account.js";

/**
 * Attaches a list to a trunk. Twilio answers 21245 if the list is attached already, but also for other reasons, so only
 * a lookup shows whether it is attached.
 */
export async function attach(
  listing: Listing<Attachment>,
  trunkSid: string,
  listSid: string,
  post: () => Promise<Attachment>,
): Promise<Attachment> {
  try {
    return await post();
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "21245") throw error;
    const attached = await listing.look(childId(trunkSid, listSid));
    if (!attached) throw error;
    return attached;
  }
}

/** Why an attachment cannot be adopted: it is of another list than the resource's, which its prop names. */
export function otherAttachment<Prop extends string>(
  sid: string,
  wanted: Readonly<Record<Prop, string>>,
  prop: Prop,
): ProblemDetail | undefined {
  if (sid === wanted[prop]) return undefined;
  return {
    /** The object that adopt names is another one than the props describe. */
    code: "adopts_other_object",
    message: `it attaches ${sid}, and this resource attaches ${wanted[prop]}`,
    remedy: `set ${prop} to ${sid}, or remove ${sid} from adopt`,
  };
}
