import type { Seen } from "../../observe/observed.js";
import type { Check } from "../check.js";
import { CONVERGE } from "../finding.js";
import { livekitSubject } from "../subject.js";

/** Whether both clouds agree on encryption. */
export const security = [
  {
    id: "secure-media",
    step: "dispatch rule",
    severity: "error",
    needs: ["livekit", "twilio"],
    looksAt: ["Twilio trunk of this stack", "LiveKit object of this stack"],
    find: ({ trunk, inbound, outbound, config }) => {
      const secure = trunk?.props.secure === true;
      const sides: ["inbound-trunk" | "outbound-trunk", Seen<"InboundTrunk"> | Seen<"OutboundTrunk"> | undefined][] = [
        ["inbound-trunk", inbound],
        ["outbound-trunk", config.outbound.address === undefined ? outbound : undefined],
      ];
      return sides.flatMap(([kind, side]) => {
        if (!trunk || !side) return [];
        const encryption = side.props.media?.encryption ?? "disable";
        if (secure ? encryption !== "disable" : encryption !== "require") return [];
        return [
          {
            subject: livekitSubject(kind, side),
            expected: secure ? "require" : "allow",
            found: encryption,
            message: `Trunk ${trunk.props.friendlyName} (${secure ? "secure" : "not secure"}) and LiveKit's ${side.id} (${encryption}) disagree on encryption`,
            remedies: [{ text: "use allow or require with a secure trunk" }, CONVERGE],
            fixable: true,
          },
        ];
      });
    },
  },
  {
    id: "secure-outbound-transport",
    severity: "error",
    needs: ["livekit", "twilio"],
    looksAt: ["secure trunk of this stack", "outbound trunk to Twilio"],
    find: ({ trunk, outbound, config }) => {
      if (!trunk?.props.secure || !outbound || config.outbound.address !== undefined) return [];
      if (outbound.props.transport === "tls") return [];
      return [
        {
          subject: livekitSubject("outbound-trunk", outbound),
          expected: "tls",
          found: outbound.props.transport ?? "",
          message: `A secure trunk needs transport tls on outbound trunk ${outbound.props.name} (${outbound.id}), which has ${outbound.props.transport}`,
          remedies: [CONVERGE],
          fixable: true,
        },
      ];
    },
  },
] as const satisfies readonly Check[];
