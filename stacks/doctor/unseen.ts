/** A mistake of a setup that no check can see. */
export interface Unseen {
  readonly mistake: string;
  readonly why: string;
}

/** What stays for a person to know. */
export const UNSEEN: readonly Unseen[] = [
  {
    mistake: "sipDomain is not the project's SIP host",
    why: "no API tells a project's id; compare it with Project settings, SIP URI",
  },
  {
    mistake: "the Twilio password of a credential is another one than LiveKit's",
    why: "Twilio never tells a password; a call out hears it (32202): arkenos call",
  },
  {
    mistake: "allowed addresses are not enabled on LiveKit Cloud",
    why: "support enables them for a project, and no API tells",
  },
  { mistake: "a termination domain is taken", why: "Twilio tells when it is created (21248)" },
  {
    mistake: "attributes are undefined in the entrypoint",
    why: "it is the worker's own code: wait for the participant, then for the attribute",
  },
  {
    mistake: "an agent is dispatched by a rule and by code as well",
    why: "the code is the worker's own; count the agents in a room",
  },
  {
    mistake: "a dispatch rule's JSON lacks its wrapper",
    why: "it cannot happen with typed resources",
  },
  { mistake: "Twilio and the carrier disagree on a codec", why: "the offer is made call by call (488)" },
  { mistake: "a region refuses a call by rules of its own", why: "the answer comes with the call (403)" },
];
