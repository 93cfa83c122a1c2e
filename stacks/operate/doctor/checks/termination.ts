import type { SeenCredentialList } from "../../observe/observed.js";
import type { Check, Found } from "../check.js";
import { attachedLists } from "../attached-lists.js";
import { configSubject, trunkSubject } from "../subject.js";

/** How calls to the telephone network get into Twilio. */
export const termination: readonly Check[] = [
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
              remediation: `Trunk ${trunk.props.friendlyName} (${trunk.id}) has no termination domain, so it cannot place calls; set one that ends in .pstn.twilio.com. Fix: run arkenos refresh, then arkenos up.`,
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
          remediation: `${domainName} must be unique among all Twilio customers and stays reserved for up to 30 days after deletion; if creating fails with 21248 choose another, e.g. ${suggestion}.`,
        },
      ];
    },
  },
  {
    id: "termination-auth",
    severity: "error",
    needs: ["twilio"],
    looksAt: ["Twilio trunk of this stack", "way out in the config"],
    find: (context) => {
      const { trunk } = context;
      if (!trunk?.children || !context.config.outbound.enabled) return [];
      if (trunk.children.credentialLists.length + trunk.children.ipAccessControlLists.length > 0) return [];
      return [
        {
          subject: trunkSubject(trunk),
          remediation: `Trunk ${trunk.props.friendlyName} (${trunk.id}) has no credential list or IP ACL, so Twilio refuses every outbound call; run arkenos refresh, then arkenos up to attach ${context.names.credentials}.`,
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
          remediation: `Trunk ${trunk.props.friendlyName} (${trunk.id}) enforces its IP ACL as well as its credentials; LiveKit's addresses must be in ${acls.join(", ")} (32201), or detach it.`,
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
            remediation: `Credential list ${list.props.friendlyName} (${list.id}) is attached but empty; add the credential LiveKit uses. Fix: run arkenos refresh, then arkenos up.`,
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
            remediation: `Credential list ${list.props.friendlyName} (${list.id}) serves ${users.length} trunks; rotating it affects all of them.`,
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
              remediation: `Symmetric RTP of trunk ${trunk.props.friendlyName} (${trunk.id}) is on; only the Console can change it, and off is recommended.`,
            },
          ]
        : [],
  },
];

function about({ id, props }: SeenCredentialList, found: Omit<Found, "subject">): Found {
  return { subject: { kind: "credential-list", id, name: props.friendlyName ?? id }, ...found };
}
