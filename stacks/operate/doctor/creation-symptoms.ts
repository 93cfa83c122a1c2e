import type { Symptom } from "./symptom.js";

/** The ways in which creating a setup goes wrong. */
export const CREATION_SYMPTOMS: readonly Symptom[] = [
  {
    sees: '"missing rule"',
    because: "a dispatch rule's JSON lacks its wrapper",
    checks: [],
    unseen: "it cannot happen with these resources; check the tool that wrote the JSON",
  },
  {
    sees: 'an update does nothing; "no handler for path"; a setting in LiveKit\'s dashboard appears nowhere',
    because: "an old SDK or server drops the field, or this package is older than the server",
    checks: ["sdk-version", "livekit-field-dropped", "livekit-newer-fields"],
  },
  {
    sees: "a trunk cannot be created (21248, 21244, 21249) or deleted (21241, 21247)",
    because: "the domain is taken, a limit is reached, or something still depends on it",
    checks: ["termination-domain-free", "trunk-limit", "origination-limit", "number-emergency"],
    unseen: "whether a domain is taken, before it is requested",
  },
  {
    sees: "a purchase is refused (21404, 21421, 21422, 21452, 21615, 21631, 21649, 21650)",
    because: "the number is no longer for sale, or its country requires an address, a bundle or an identity",
    checks: ["number-requirements"],
    unseen: "a number that somebody else buys in the meantime",
  },
];
