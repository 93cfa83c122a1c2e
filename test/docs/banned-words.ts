/**
 * Words and phrases that the docs of Stripe or Pulumi would not use. A person reads the messages, help and comments of the
 * rooms below; each of them is kept free of these.
 */
export const BANNED: readonly RegExp[] = [
  /\bwho(m)?ever\b/i,
  /\bthereof\b/i,
  /\bto be had\b/i,
  /\bof (one's|your) own\b/i,
  /\bin (its|their) stead\b/i,
  /\b(an?|each|the) call out\b/i,
  /\b(is|are|was|were) told\b/i,
  /\bmend(s|ed|ing)?\b/i,
  /\bnobody's\b/i,
  /(?<!soon )\bas it (is|was)\b/i,
  /\bas we left it\b/i,
  /\bof its own\b/i,
  /\blet(s|ting)? go of\b/i,
  /\brings at\b/i,
  /\bany more\b/i,
  /\b(goes|go|going) on being\b/i,
  /\bhow well it is\b/i,
  /\bbecomes? of\b/i,
  /\b(stands?|is) in the way\b/i,
  /\bhalf way\b/i,
  /\bbehind (its|the stack's) back\b/i,
  /\b(gives?|given|giving) back\b/i,
  /\bin vain\b/i,
  /\b(colour|normalis|recognis|dialled|behaviour|favour|honour)/i,
  /\b(Scene|Cast|Gathering|wayOut|orLate)\b/,
];

/** Folders and files whose text is plain English. */
export const ROOMS: readonly string[] = [
  ...["agent/README.md", "agent/call", "agent/contract", "agent/deploy", "agent/models", "agent/outbound"],
  ...["agent/routing", "agent/tools", "agent/worker"],
  "stacks/operate/cli",
  "stacks/operate/README.md",
  ...["config-file", "desired", "doctor", "engine", "foresight", "graph", "import", "observe", "pipeline"].map(
    (room) => `stacks/operate/${room}`,
  ),
  ...["stacks/operate/simulate", "stacks/operate/worker-env"],
  "stacks/operate/GLOSSARY.md",
  "stacks/operate/object-words.ts",
  "stacks/operate/telephony-step.ts",
  "test/manual",
];
