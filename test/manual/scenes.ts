import { init } from "./first-scene.js";
import type { Scene } from "./scene.js";

/** A number that the account owns before anything is done. */
export const OWNED = "+15105550100";
/** A number that is for sale. */
export const FOR_SALE = "+12065550200";

/** The life of a stack, from the first look to the last: what the page of the commands shows and the tests play. */
export const scenes: readonly Scene[] = [
  init,
  {
    title: "Add another agent",
    words: "A second run asks only for what is new, and leaves the rest of the file as it is, comments included.",
    argv: ["init", "--agent", "night-desk", "--prompt", "You take messages at night."],
  },
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
    asked: [{ question: "Buy +12065550200", keys: "y" }],
  },
  { title: "Who answers which number?", words: "", argv: ["numbers", "list"] },
  { title: "Who answers this one?", words: "And why.", argv: ["lookup", FOR_SALE] },
  {
    title: "Where would a call go?",
    words: "Hop by hop through both clouds as they are. Nobody is called.",
    argv: ["simulate", "+15105550177", FOR_SALE],
  },
  {
    title: "Is all well?",
    words:
      "Every check has an id, a sentence that names what is wrong, and a remedy. Then it says of each number what becomes of its\ncalls; only `--probe agent-joins` tells whether the worker answers. The exit code is 3 where a check finds an error, or\ncalls do not get through or were not checked.",
    argv: ["doctor"],
  },
  {
    title: "Take a number that the account owns already",
    words: "",
    argv: ["numbers", "assign", OWNED, "--agent", "reception"],
  },
  {
    title: "Is there anything to do?",
    words: "Field by field. The exit code is 4 when there are changes to make.",
    argv: ["preview", "--detailed-exitcode"],
  },
  {
    title: "Give a number to another agent",
    words: "Without a moment in which nobody answers.",
    argv: ["numbers", "reassign", FOR_SALE, "--agent", "reception"],
  },
  {
    title: "Draw it",
    words: "For a terminal, or with `--format mermaid` for a README.",
    argv: ["graph"],
  },
  {
    title: "Draw it as a page",
    words: "One file, which asks nobody for anything: a map with every field, and with what the doctor found.",
    argv: ["graph", "--output", "telephony.html"],
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
    asked: [{ question: "Release it?", keys: "y" }],
  },
  {
    title: "Take everything down",
    words: "Phone numbers stay, and are named.",
    argv: ["destroy"],
    asked: [{ question: "Destroy dev?", keys: "y" }],
  },
];
