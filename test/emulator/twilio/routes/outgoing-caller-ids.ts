import { get } from "../operation.js";
import { v2010List } from "../paging.js";
import { callerIdToWire } from "../wire/caller-id.js";

/** Verified caller IDs. A call that somebody answers verifies them, so only the store adds any. */
export const outgoingCallerIds = {
  ListOutgoingCallerId: get("/2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds.json", (request) => {
    const { store, account, query } = request;
    const wanted = query.text("PhoneNumber");
    const found = store.callerIds.all(
      ({ accountSid, phoneNumber }) => accountSid === account.sid && (wanted === undefined || phoneNumber === wanted),
    );
    return v2010List(request, "outgoing_caller_ids", found, callerIdToWire);
  }),
};
