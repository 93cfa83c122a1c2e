import { ApiError } from "../errors.js";
import type { Listing } from "../listing.js";
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
