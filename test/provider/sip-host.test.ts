import { expect, it } from "vitest";
import { sipHostProblem } from "../../provider/sip-host.js";
import { detailText } from "../../provider/problem.js";
import { sipUriProp } from "../../provider/twilio/sip-uri-prop.js";

it.each([
  ["acme.livekit.cloud", "write its SIP host, acme.sip.livekit.cloud"],
  ["acme.eu.livekit.cloud", "write its SIP host, acme.eu.sip.livekit.cloud"],
  ["acme.pstn.twilio.com", "is Twilio's"],
  ["cloud.livekit.io", "is LiveKit's dashboard"],
  ["livekit.cloud", "does not name a project"],
  ["sip.acme.com:7880", "has port 7880, which is a web port"],
])("%s accepts no SIP calls for LiveKit, even in a SIP URI", (host, problem) => {
  expect(detailText(sipHostProblem(host) ?? { code: "", message: "" })).toContain(problem);
  expect(sipUriProp.safeParse(`sip:${host};transport=tcp`).error?.message).toContain(problem);
});

it.each([
  "acme.sip.livekit.cloud",
  "acme.eu.sip.livekit.cloud:5061",
  "sip.acme.com",
  "203.0.113.7:5060",
  "[2001:db8::1]",
])("%s may accept SIP calls", (host) => {
  expect(sipHostProblem(host)).toBeUndefined();
  expect(sipUriProp.safeParse(`sip:${host};transport=tcp`).success).toBe(true);
});
