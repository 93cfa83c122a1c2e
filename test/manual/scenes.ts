import type { Emulator } from "@arkenos/emulator";

/** A command as a new user types it, and what is told about it. */
export interface Scene {
  readonly title: string;
  readonly words: string;
  /** What follows `arkenos`. */
  readonly argv: readonly string[];
  /** Whether a person is asked before it is done; a script says `--yes`. */
  readonly asks?: true;
  /** @default 0 */
  readonly exitCode?: number;
  /** What somebody does by hand before. */
  readonly before?: (sandbox: Emulator) => void;
}

/** A number that the account owns before anything is done. */
export const OWNED = "+15105550100";
/** A number that is for sale. */
export const FOR_SALE = "+12065550200";

/** The life of a stack, from the first look to the last: what the page of the commands shows and the tests play. */
export const scenes: readonly Scene[] = [
  {
    title: "Do both accounts work?",
    words: "Says for each account as whom you are known there, and what to do where it does not work.",
    argv: ["test-connection"],
  },
  {
    title: "Find a number",
    words: "What Twilio sells, by country, area code, digits, place and what it must be able to do.",
    argv: ["numbers", "search", "--country", "US", "--area-code", "206"],
  },
  {
    title: "Buy it for an agent",
    words: "Writes the config and converges. The same number is never bought twice, however often this is run.",
    argv: ["numbers", "buy", FOR_SALE, "--agent", "night-desk"],
    asks: true,
  },
  {
    title: "Take a number that the account owns already",
    words: "",
    argv: ["numbers", "assign", OWNED, "--agent", "reception"],
    asks: true,
  },
  { title: "Who answers which number?", words: "", argv: ["numbers", "list"] },
  {
    title: "Is there anything to do?",
    words: "Field by field. The exit code is 4 when there are changes to make.",
    argv: ["preview", "--detailed-exitcode"],
  },
  {
    title: "Give a number to another agent",
    words: "Without a moment in which nobody answers.",
    argv: ["numbers", "reassign", FOR_SALE, "--agent", "reception"],
    asks: true,
  },
  {
    title: "Was something changed by hand?",
    words: "Somebody was at Twilio's console. This reads both clouds and leaves the state as it is.",
    argv: ["refresh", "--preview-only", "--detailed-exitcode"],
    exitCode: 4,
    before: ({ twilio }) => {
      for (const { sid } of twilio.store.trunks.all()) twilio.store.trunks.patch(sid, { cnamLookupEnabled: true });
    },
  },
  {
    title: "Let a number go",
    words: "Twilio stops sending before LiveKit stops listening. The number stays in the account.",
    argv: ["numbers", "release", OWNED],
    asks: true,
  },
  { title: "Take everything down", words: "Phone numbers stay, and are named.", argv: ["destroy"], asks: true },
];
