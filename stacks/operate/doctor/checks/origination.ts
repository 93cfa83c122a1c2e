import type { Seen } from "../../observe/observed.js";
import { parseSipUri } from "@arkenos/provider/values/sip-uri";
import type { Check } from "../check.js";
import type { DoctorContext } from "../doctor-context.js";
import { CONVERGE } from "../finding.js";
import { configSubject, trunkSubject, urlSubject } from "../subject.js";

/** The maximum number of origination URLs per trunk. */
const MOST_URLS = 10;

/** Where the stack's trunk sends its calls. */
export const origination = [
  {
    id: "sip-domain-derived",
    severity: "warning",
    needs: [],
    looksAt: ["config"],
    find: ({ config: { sipDomainDerived, sipDomain } }) =>
      sipDomainDerived
        ? [
            {
              subject: configSubject("sipDomain"),
              found: sipDomain,
              message: `The SIP domain ${sipDomain} was derived from the LiveKit URL; for a named project the real one is the project id without p_ (Project settings, SIP URI)`,
              remedies: [{ text: "set sipDomain to be sure" }],
            },
          ]
        : [],
  },
  {
    id: "origination-enabled",
    step: "origination",
    severity: "error",
    needs: ["twilio"],
    looksAt: ["Twilio trunk of this stack"],
    find: (context) =>
      context.trunk && enabled(context).length === 0
        ? [
            {
              subject: trunkSubject(context.trunk),
              message: `Trunk ${context.trunk.props.friendlyName} has no enabled origination URL, so inbound calls fail (32010)`,
              remedies: [CONVERGE],
              fixable: true,
            },
          ]
        : [],
  },
  {
    id: "origination-host",
    step: "origination",
    severity: "error",
    needs: ["twilio"],
    looksAt: ["enabled origination URL"],
    find: (context) => {
      const { trunk, sipHosts } = context;
      const urls = enabled(context);
      if (!trunk || urls.length === 0 || urls.some((url) => isOurs(context, url))) return [];
      const found = urls.map(({ props }) => props.sipUrl).join(" and ");
      return [
        {
          subject: trunkSubject(trunk),
          ...{ expected: sipHosts[0] ?? "", found },
          message: `Trunk ${trunk.props.friendlyName} sends calls to ${found}, but LiveKit listens at ${sipHosts[0]}`,
          remedies: [
            { text: `set the origination URL to sip:${sipHosts[0]};transport=tcp (tls on a secure trunk)` },
            CONVERGE,
          ],
          fixable: true,
        },
      ];
    },
  },
  {
    id: "origination-foreign-host",
    step: "origination",
    causes: ["origination-host"],
    severity: "error",
    needs: ["twilio"],
    looksAt: ["enabled origination URL"],
    find: (context) =>
      enabled(context)
        .filter((url) => !isOurs(context, url))
        .map((url) => ({
          subject: urlSubject(url),
          found: url.props.sipUrl ?? "",
          message: `Trunk ${context.trunk?.props.friendlyName} also sends calls to ${hostOf(url)}, which is not this stack's LiveKit project`,
          remedies: [{ text: "disable or delete that URL" }],
        })),
  },
  {
    id: "origination-duplicate",
    step: "origination",
    severity: "warning",
    needs: ["twilio"],
    looksAt: ["enabled origination URL"],
    find: (context) => {
      const hosts = enabled(context).map(hostOf);
      return [...new Set(hosts)].flatMap((host) => {
        const count = hosts.filter((other) => other === host).length;
        if (count < 2 || !context.trunk) return [];
        return [
          {
            subject: { ...trunkSubject(context.trunk), name: host },
            found: String(count),
            message: `Trunk ${context.trunk.props.friendlyName} has ${count} origination URLs for ${host}`,
            remedies: [{ text: "keep one" }],
          },
        ];
      });
    },
  },
  {
    id: "origination-weights",
    step: "origination",
    causes: ["origination-foreign-host"],
    severity: "warning",
    needs: ["twilio"],
    looksAt: ["enabled origination URL"],
    find: (context) => {
      const urls = enabled(context);
      return urls.flatMap((one, index) => {
        const rival = urls.slice(index + 1).find((other) => isRival(one, other));
        const [a, b] = [hostOf(one), rival && hostOf(rival)];
        if (!rival) return [];
        return [
          {
            subject: urlSubject(rival),
            found: String(one.props.priority),
            message: `${a} and ${b} share priority ${one.props.priority}, so calls are split between them`,
            remedies: [{ text: "give the fallback a higher priority number" }],
            fixable: true,
          },
        ];
      });
    },
  },
  {
    id: "origination-limit",
    severity: "info",
    needs: ["twilio"],
    looksAt: ["Twilio trunk of this stack"],
    find: ({ trunk, urls }) =>
      trunk && urls.length >= MOST_URLS
        ? [
            {
              subject: trunkSubject(trunk),
              message: `Trunk ${trunk.props.friendlyName} has Twilio's maximum of ${MOST_URLS} origination URLs`,
              remedies: [],
            },
          ]
        : [],
  },
] as const satisfies readonly Check[];

function enabled({ urls }: DoctorContext): readonly Seen<"OriginationUrl">[] {
  return urls.filter(({ props }) => props.enabled);
}

function hostOf({ props }: Seen<"OriginationUrl">): string {
  return parseSipUri(props.sipUrl ?? "")?.address ?? props.sipUrl ?? "";
}

function isOurs({ sipHosts }: DoctorContext, { props }: Seen<"OriginationUrl">): boolean {
  const uri = parseSipUri(props.sipUrl ?? "");
  return uri !== undefined && (sipHosts.includes(uri.host) || sipHosts.includes(uri.address));
}

function isRival(one: Seen<"OriginationUrl">, other: Seen<"OriginationUrl">): boolean {
  return hostOf(one) !== hostOf(other) && one.props.priority === other.props.priority;
}
