import { cloudHostOf } from "@arkenos/provider/values/regions";
import { parseSipUri } from "@arkenos/provider/values/sip-uri";
import type { Check } from "../check.js";
import { CONVERGE } from "../finding.js";
import { urlSubject } from "../subject.js";

/** Each enabled origination URL of the stack's trunk separately. */
export const originationUrl = [
  {
    id: "origination-scheme",
    step: "origination",
    severity: "error",
    needs: ["twilio"],
    looksAt: ["enabled origination URL"],
    find: ({ urls, sipHosts }) =>
      urls
        .filter(({ props }) => props.enabled)
        .filter(({ props }) => {
          const uri = parseSipUri(props.sipUrl ?? "");
          return uri?.scheme !== "sip" || uri.user !== undefined;
        })
        .map((url) => ({
          subject: urlSubject(url),
          found: url.props.sipUrl ?? "",
          message: `Origination URL ${url.props.sipUrl} must be sip:${sipHosts[0]};transport=…, without sips: and without a user part, which would replace the called number`,
          remedies: [CONVERGE],
          fixable: true,
        })),
  },
  {
    id: "origination-transport",
    step: "origination",
    causes: ["origination-host", "origination-foreign-host"],
    severity: "error",
    needs: ["twilio"],
    looksAt: ["enabled origination URL"],
    find: ({ urls }) =>
      urls.flatMap((url) => {
        const uri = parseSipUri(url.props.sipUrl ?? "");
        if (!url.props.enabled || uri?.scheme !== "sip" || uri.transport !== undefined) return [];
        const isCloud = cloudHostOf(uri.host)?.isSip === true;
        return [
          {
            ...(!isCloud && { severity: "warning" as const }),
            subject: urlSubject(url),
            found: url.props.sipUrl ?? "",
            message: `Origination URL ${url.props.sipUrl} has no transport`,
            remedies: [{ text: "add ;transport=tcp, or ;transport=tls on a secure trunk" }, CONVERGE],
            fixable: true,
          },
        ];
      }),
  },
  {
    id: "secure-origination",
    step: "origination",
    causes: ["origination-host", "origination-foreign-host"],
    severity: "error",
    needs: ["twilio"],
    looksAt: ["enabled origination URL"],
    find: ({ trunk, urls, config }) =>
      urls.flatMap((url) => {
        const transport = parseSipUri(url.props.sipUrl ?? "")?.transport;
        // A trunk that is not secure may signal over TLS: only its audio is not encrypted.
        if (!url.props.enabled || !trunk?.props.secure || transport === undefined || transport === "tls") return [];
        return [
          {
            subject: urlSubject(url),
            expected: "tls",
            found: transport,
            message: `Trunk ${trunk.props.friendlyName} is secure but its origination URL uses ${transport}`,
            remedies: [{ text: "write ;transport=tls, or set trunk.secure to false" }],
            fixable: (config.trunk.transport ?? "tls") === "tls",
          },
        ];
      }),
  },
] as const satisfies readonly Check[];
