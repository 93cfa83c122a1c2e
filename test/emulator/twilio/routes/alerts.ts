import { get } from "../operation.js";
import { v1List } from "../paging.js";
import { alertToWire } from "../wire/alert.js";

/** The debugger's alerts. Only the store adds any. */
export const alerts = {
  ListAlert: get("/v1/Alerts", (request) => {
    const { store, account, query } = request;
    const since = Date.parse(query.text("StartDate") ?? "") || 0;
    const found = store.alerts.all(
      ({ accountSid, dateCreated }) => accountSid === account.sid && dateCreated.getTime() >= since,
    );
    return v1List(request, "alerts", found, alertToWire, "https://monitor.twilio.com");
  }),
};
