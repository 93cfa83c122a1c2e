import type { SeenCredentialList } from "../../observe/observed.js";
import type { Check, Found } from "../check.js";
import { attachedLists } from "../attached-lists.js";
import { CONVERGE, converging } from "../finding.js";
import { configSubject, trunkSubject } from "../subject.js";

/** How outbound calls enter Twilio. */
export const termination = [
  {
    id: "termination-domain",
    severity: "error",
    needs: ["twilio"],
    looksAt: ["Twilio trunk of this stack"],
    find: ({ trunk }) =>
      trunk && !trunk.props.domainName
        ? [
            {
              subject: trunkSubject(trunk),
              message: `Trunk ${trunk.props.friendlyName} (${trunk.id}) has no termination domain, so it cannot place calls`,
              remedies: [{ text: "set one that ends in .pstn.twilio.com" }, CONVERGE],
              fixable: true,
            },
          ]
        : [],
  },
  {
    id: "termination-domain-free",
    severity: "info",
    needs: [],
    looksAt: ["termination domain still to be made"],
    find: (context) => {
      const { domainName } = context.config.trunk;
      if (context.held("ElasticTrunk") || domainName === undefined) return [];
      const suggestion = domainName.replace(".", "-2.");
      return [
        {
          subject: configSubject("trunk.domainName"),
          found: domainName,
          message: `${domainName} must be unique among all Twilio customers and stays reserved for up to 30 days after deletion`,
          remedies: [{ text: `if creating it fails with 21248, choose another, such as ${suggestion}` }],
        },
      ];
    },
  },
  {
    id: "termination-auth",
    severity: "error",
    needs: ["twilio"],
    looksAt: ["Twilio trunk of this stack", "outbound calls in the config"],
    find: (context) => {
      const { trunk } = context;
      if (!trunk?.children || !context.config.outbound.enabled) return [];
      if (trunk.children.credentialLists.length + trunk.children.ipAccessControlLists.length > 0) return [];
      return [
        {
          subject: trunkSubject(trunk),
          message: `Trunk ${trunk.props.friendlyName} (${trunk.id}) has no credential list or IP ACL, so Twilio refuses every outbound call`,
          remedies: [converging(`attach ${context.names.credentials}`)],
          fixable: true,
        },
      ];
    },
  },
  {
    id: "termination-auth-both",
    severity: "warning",
    needs: ["twilio"],
    looksAt: ["Twilio trunk of this stack"],
    find: ({ trunk }) => {
      const acls = trunk?.children?.ipAccessControlLists ?? [];
      if (!trunk?.children || acls.length === 0 || trunk.children.credentialLists.length === 0) return [];
      return [
        {
          subject: trunkSubject(trunk),
          found: acls.join(", "),
          message: `Trunk ${trunk.props.friendlyName} (${trunk.id}) enforces its IP ACL as well as its credentials (32201)`,
          remedies: [{ text: `put LiveKit's addresses into ${acls.join(", ")}, or detach it` }],
        },
      ];
    },
  },
  {
    id: "credential-list-empty",
    severity: "error",
    needs: ["twilio"],
    looksAt: ["credential list on the trunk"],
    find: (context) =>
      attachedLists(context)
        .filter(({ usernames }) => usernames?.length === 0)
        .map((list) =>
          about(list, {
            message: `Credential list ${list.props.friendlyName} (${list.id}) is attached but empty`,
            remedies: [{ text: "add the credential LiveKit uses" }, CONVERGE],
            fixable: context.desired.held.some(({ id }) => id === list.id),
          }),
        ),
  },
  {
    id: "credential-list-shared",
    severity: "info",
    needs: ["twilio"],
    looksAt: ["credential list on the trunk"],
    find: (context) =>
      attachedLists(context).flatMap((list) => {
        const users = context.twilio.trunks.filter(({ children }) => children?.credentialLists.includes(list.id));
        if (users.length < 2) return [];
        return [
          about(list, {
            found: users.map(({ id }) => id).join(", "),
            message: `Credential list ${list.props.friendlyName} (${list.id}) serves ${users.length} trunks; rotating it affects all of them`,
            remedies: [],
          }),
        ];
      }),
  },
  {
    id: "symmetric-rtp",
    severity: "info",
    needs: ["twilio"],
    looksAt: ["Twilio trunk of this stack"],
    find: ({ trunk }) =>
      trunk?.attrs.symmetricRtp
        ? [
            {
              subject: trunkSubject(trunk),
              message: `Symmetric RTP of trunk ${trunk.props.friendlyName} (${trunk.id}) is on, and off is recommended`,
              remedies: [{ text: "change it in the Console; nothing else can" }],
            },
          ]
        : [],
  },
] as const satisfies readonly Check[];

function about({ id, props }: SeenCredentialList, found: Omit<Found, "subject">): Found {
  return { subject: { kind: "credential-list", id, name: props.friendlyName ?? id }, ...found };
}
