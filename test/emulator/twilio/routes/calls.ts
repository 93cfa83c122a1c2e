import { get } from "../operation.js";
import { v2010List } from "../paging.js";
import { callToWire } from "../wire/call.js";

/** The call log. No call is made here, so only the store adds any. */
export const calls = {
  ListCall: get("/2010-04-01/Accounts/{AccountSid}/Calls.json", (request) => {
    const { store, account, query } = request;
    const [to, from] = [query.text("To"), query.text("From")];
    const found = store.callLog.all(
      (call) =>
        call.accountSid === account.sid &&
        (to === undefined || call.to === to) &&
        (from === undefined || call.from === from),
    );
    return v2010List(request, "calls", found, callToWire);
  }),
};
