import type { Outcome } from "../engine/outcome.js";
import type { Act, Step } from "../engine/step.js";

/** How a run is told: what will be, what was done, or what differs from the state. */
export type Tense = "will" | "done" | "drift";

const SIGNS: Readonly<Record<Act, string>> = { create: "+", update: "~", replace: "±", delete: "-", same: " " };

const WORDS: Readonly<Record<Tense, Readonly<Record<Act, string>>>> = {
  will: { create: "to make", update: "to change", replace: "to replace", delete: "to delete", same: "as it is" },
  done: { create: "made", update: "changed", replace: "replaced", delete: "deleted", same: "as it was" },
  drift: { create: "found", update: "changed by hand", replace: "replaced", delete: "gone", same: "as we left it" },
};

/** A run as lines for a person: each object that changes with its fields, how many there are, what is paid for. */
export function outcomeText({ steps, failures, remarks }: Outcome, tense: Tense): string {
  const changing = changesIn(steps);
  return [
    ...changing.flatMap((step) => [stepLine(step, tense), ...fieldLines(step)]),
    ...failures.flatMap(({ step, reasons }) => [
      `! ${step ? `${step.cloud.padEnd(7)} ${step.words}` : "the run"}`,
      ...reasons.map((reason) => `    ${reason.replace(/\n/g, "\n    ")}`),
    ]),
    countLine(steps, tense),
    ...moneyLines(steps, tense),
    // What the money is about is said above, once for all numbers.
    ...remarks.filter((remark) => !/ is kept in the Twilio account /.test(remark)).map((remark) => `Note: ${remark}`),
  ].join("\n");
}

/** Objects that do not stay as they are. */
export function changesIn(steps: readonly Step[]): Step[] {
  return steps.filter(({ act }) => act !== "same");
}

/** `+ LiveKit inbound trunk "Arkenos Inbound" made`. */
export function stepLine(step: Step, tense: Tense): string {
  return `${SIGNS[step.act]} ${step.cloud.padEnd(7)} ${step.words}: ${actWords(step, tense)}`;
}

/** What happens to an object: `made`, `to change`, `gone`. */
export function actWords(step: Step, tense: Tense): string {
  if (step.noun === "PhoneNumber" && step.act === "create")
    return tense === "will" ? "to own; bought unless it is owned" : "owned";
  if (step.noun === "PhoneNumber" && step.act === "delete" && tense !== "drift" && step.props.release !== true) {
    return tense === "will" ? "to let go of; it is kept in the account" : "let go of; it is kept in the account";
  }
  return WORDS[tense][step.act];
}

function fieldLines({ fields }: Step): string[] {
  return fields.map(({ path, before, after }) => `    ${path}: ${valueText(before)} → ${valueText(after)}`);
}

function valueText(value: unknown): string {
  return value === undefined ? "(none)" : typeof value === "string" && value !== "" ? value : JSON.stringify(value);
}

function countLine(steps: readonly Step[], tense: Tense): string {
  const acts = Object.keys(SIGNS) as Act[];
  const counts = acts.map((act) => ({ act, count: steps.filter((step) => step.act === act).length }));
  const told = counts.filter(({ count }) => count > 0).map(({ act, count }) => `${count} ${WORDS[tense][act]}`);
  return told.length === 0 ? "There is nothing in the stack." : `${told.join(", ")}.`;
}

/** What is paid for: numbers are billed by the month for as long as the account owns them. */
function moneyLines(steps: readonly Step[], tense: Tense): string[] {
  const numbers = (wanted: (step: Step) => boolean) =>
    steps.filter((step) => step.noun === "PhoneNumber" && wanted(step)).map(({ props }) => String(props.phoneNumber));
  const kept = numbers(({ act, props }) => act === "delete" && props.release !== true);
  const given = numbers(({ act, props }) => act === "delete" && props.release === true);
  const own = numbers(({ act }) => act === "create");
  if (tense === "drift") return [];
  const line = (says: string, those: readonly string[], more = "") =>
    those.length > 0 ? [`${says}: ${those.join(", ")}.${more}`] : [];
  return [
    ...line("Billed by Twilio each month from now on", own),
    ...line("Kept in the Twilio account, and billed on", kept, " To give one back, converge release: true before."),
    ...line("Given back to Twilio", given),
  ];
}
