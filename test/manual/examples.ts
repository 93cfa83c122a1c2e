import { init } from "./init-example.js";
import type { Example } from "./example.js";

/** A number that the account owns at the start. */
export const OWNED = "+15105550100";
/** A number that is for sale. */
export const FOR_SALE = "+12065550200";

/** The life of a stack, from setup to removal: the examples of the README, which the tests also run. */
export const examples: readonly Example[] = [
  init,
  {
    title: "Add another agent",
    description: "Leaves the rest of the file unchanged, including comments.",
    argv: ["agents", "add", "night-desk", "--prompt", "You take messages at night."],
  },
  {
    title: "Check both accounts",
    description: "Shows the identity and permissions of each account, and how to fix what does not work.",
    argv: ["test-connection"],
  },
  {
    title: "Find a number",
    description: "The numbers that Twilio sells, by country, area code, digits, place and capabilities.",
    argv: ["numbers", "search", "--country", "US", "--area-code", "206"],
  },
  {
    title: "Buy it for an agent",
    description:
      "Shows what Twilio bills for it each month and asks; then writes the config and runs `up`. Running it again does not buy\nthe number twice.",
    argv: ["numbers", "buy", FOR_SALE, "--agent", "night-desk"],
    asked: [{ question: "Buy +12065550200", keys: "y" }],
  },
  { title: "List your numbers", description: "", argv: ["numbers", "list"] },
  { title: "Find out who answers a number", description: "", argv: ["lookup", FOR_SALE] },
  {
    title: "Simulate a call",
    description: "Traces a call through both clouds, hop by hop. No phone rings.",
    argv: ["simulate", "+15105550177", FOR_SALE],
  },
  {
    title: "See the stack at a glance",
    description:
      "Numbers with their verdicts, agents, worker, last run and drift. Checks that need a test call or an engine run are\nmade only on request: `--probe` tests the worker, `--refresh` compares both clouds with the state. The exit code is 3 if\ncalls do not reach the worker, or if a check that you requested could not run.",
    argv: ["status"],
  },
  {
    title: "Find problems",
    description:
      "Every finding has an id, a message and a remedy. Below them is the verdict on each number; only `--probe agent-joins`\nshows whether the worker answers. The exit code is 3 if a check finds an error, or if calls do not reach the worker or\nwere not checked.",
    argv: ["doctor"],
  },
  {
    title: "Assign a number that you already own",
    description: "",
    argv: ["numbers", "assign", OWNED, "--agent", "reception"],
  },
  {
    title: "Preview changes",
    description:
      "Field by field. The exit code is 4 if changes are pending. A secret output of a program shows no changes; `up` asks before\nit deploys one.",
    argv: ["preview", "--detailed-exitcode"],
  },
  {
    title: "Reassign a number",
    description: "Without downtime.",
    argv: ["numbers", "reassign", FOR_SALE, "--agent", "reception"],
  },
  {
    title: "Draw the topology",
    description: "For a terminal, or with `--format mermaid` for a README.",
    argv: ["graph"],
  },
  {
    title: "Draw the topology as a page",
    description: "One self-contained file: a map with every field and the findings of the doctor.",
    argv: ["graph", "--output", "telephony.html"],
  },
  {
    title: "Detect manual changes",
    description: "Someone changed the trunk in Twilio's console. This reads both clouds without saving to the state.",
    argv: ["refresh", "--preview-only", "--detailed-exitcode"],
    exitCode: 4,
    before: ({ twilio }) => {
      for (const { sid } of twilio.store.trunks.all()) twilio.store.trunks.patch(sid, { cnamLookupEnabled: true });
    },
  },
  {
    title: "Release a number",
    description: "Twilio stops sending calls before LiveKit stops accepting them. The number stays in the account.",
    argv: ["numbers", "release", OWNED],
    asked: [{ question: "It will no longer be answered.", keys: "y" }],
  },
  {
    title: "Destroy the stack",
    description: "Phone numbers stay in the account and are listed.",
    argv: ["destroy"],
    asked: [{ question: "Destroy dev?", keys: "y" }],
  },
];
