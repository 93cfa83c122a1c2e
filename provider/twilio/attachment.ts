import { ApiError } from "../errors.js";
import type { Listing } from "../listing.js";
import { type Attachment, childId } from "./account.js";

/**
 * Attaches a list to a trunk. Twilio answers 21245 when it is attached already, and for other
 * reasons too, so only the attachment itself tells that it worked.
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
