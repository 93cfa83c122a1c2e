import type { Alert } from "../entities.js";
import { rfc3339 } from "./dates.js";

/** An alert of the debugger, as the API returns it. */
export function alertToWire(alert: Alert) {
  return {
    sid: alert.sid,
    account_sid: alert.accountSid,
    alert_text: alert.alertText,
    api_version: "2010-04-01",
    date_created: rfc3339(alert.dateCreated),
    date_generated: rfc3339(alert.dateCreated),
    date_updated: rfc3339(alert.dateUpdated),
    error_code: alert.errorCode,
    log_level: "error",
    more_info: `https://www.twilio.com/docs/errors/${alert.errorCode}`,
    request_method: "GET",
    request_url: "",
    resource_sid: alert.resourceSid,
    service_sid: null,
    url: `https://monitor.twilio.com/v1/Alerts/${alert.sid}`,
  };
}
