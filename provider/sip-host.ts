import type { ProblemDetail } from "./problem.js";
import { cloudHostOf, cloudSipHost } from "./values/regions.js";

/** Ports of LiveKit's web service and of web servers. None of them accepts SIP. */
const WEB_PORTS = ["80", "443", "7880", "7881"];

/** Detects a host that is known not to accept SIP calls for LiveKit, and suggests the right one. */
export function sipHostProblem(address: string): ProblemDetail | undefined {
  const wrong = (message: string, remedy: string) => ({
    /** A host that does not accept SIP calls of a LiveKit project. */ code: "wrong_sip_host",
    message,
    remedy,
  });
  const [, host = "", port] = /^(.*?)\.?(?::(\d+))?$/.exec(address.toLowerCase()) ?? [];
  if (host === "cloud.livekit.io")
    return wrong("is LiveKit's dashboard", "write <project>.sip.livekit.cloud, the SIP URI of the project's settings");
  if (host === "twilio.com" || host.endsWith(".twilio.com"))
    return wrong(
      "is Twilio's host, which sends the calls",
      "write LiveKit's SIP host, such as <project>.sip.livekit.cloud",
    );
  if (host === "livekit.cloud" || host === "sip.livekit.cloud")
    return wrong("does not name a project", "write <project>.sip.livekit.cloud");
  const cloud = cloudHostOf(host);
  if (cloud && !cloud.isSip)
    return wrong("is the web address of a LiveKit project", `write its SIP host, ${cloudSipHost(cloud)}`);
  if (port === undefined || !WEB_PORTS.includes(port)) return undefined;
  return {
    code: "wrong_port",
    message: `has port ${port}, which is a web port`,
    remedy: "leave it out, or write a SIP port, 5060 or 5061",
  };
}
