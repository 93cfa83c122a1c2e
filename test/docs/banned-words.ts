/**
 * Words and phrases that the docs of Stripe or Pulumi would not use. Neither the messages, help and comments of the rooms
 * below contain them, nor the names and comments of the tests.
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
  /\bof its own\b(?! (?!and|or|in|on|at|to|for|with|that|which)[a-z])/i,
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

/** Words and phrases that the names and comments of the tests do not contain either. */
export const BANNED_IN_TESTS: readonly RegExp[] = [
  /\btold\b/i,
  /\bheed(s|ed|ing)?\b/i,
  /\bmakes? good\b/i,
  /\b(asks?|calls|tells) nobody\b/i,
  /\bwhose (it|one) is\b/i,
  /\bhangs? on (it|them)\b/i,
  /\b(is|are|be) had\b/i,
  /\bof (its|their) own accord\b/i,
  /\b(anew|likewise|lest|for ever)\b/i,
  /\bas well\b(?! as)/i,
  /\bgoes? on (to|being|as|with|until|when|without)\b/i,
  /\b(way on|ways? out|calls? out)\b/i,
  /\bfalls? ill\b/i,
  /\bbears? (a|the|one|its)\b/i,
  /\b(taken down|takes? (it|them) (off|away|down))\b/i,
  /\bdialling\b/i,
];

/** Names of types, functions and variables that the code of the tests does not contain. */
export const BANNED_NAMES = /\b(Scene|Cast|Gathering|Patient|wayOut|heeded|likeness|misjudged)\b/;

/** Folders and files whose text is plain English. */
export const ROOMS: readonly string[] = [
  ...["agent/README.md", "agent/call", "agent/contract", "agent/deploy", "agent/models", "agent/outbound"],
  ...["agent/routing", "agent/tools", "agent/worker"],
  ...["config", "topology", "schema"].map((room) => `stacks/${room}`),
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
