import { detailText, problemText } from "@arkenos/provider/problem";
import { shown } from "@arkenos/provider/text";
import { type ContractChange, contractChanges } from "./contract-changes.js";
import type { Outcome } from "../../engine/outcome.js";
import type { Op, Step } from "../../engine/step.js";
import { nounOf } from "../../object-words.js";
import { contractLines } from "./contract-text.js";
import { fieldLine } from "./field-text.js";
import { changedOutputs, secretOutputs } from "./output-changes.js";
import { stepColumns } from "./step-label.js";

/** How a run is shown: what will change, what changed, or what differs from the state. */
export type Tense = "will" | "done" | "drift";

const SIGNS: Readonly<Record<Op, string>> = { create: "+", update: "~", replace: "±", delete: "-", same: " " };

const WORDS: Readonly<Record<Tense, Readonly<Record<Op, string>>>> = {
  will: { create: "to create", update: "to update", replace: "to replace", delete: "to delete", same: "unchanged" },
  done: { create: "created", update: "updated", replace: "replaced", delete: "deleted", same: "unchanged" },
  drift: { create: "found", update: "changed by hand", replace: "replaced", delete: "missing", same: "unchanged" },
};

/**
 * A run as text: each changed resource with its fields, the counts, and what Twilio bills.
 *
 * @param isShown whether each resource was shown when it was done; then only those with fields are repeated
 */
export function outcomeText(outcome: Outcome, tense: Tense, isShown = false): string {
  const { steps, failures, notes } = outcome;
  const isDrift = tense === "drift";
  const contract = isDrift ? [] : contractChangesIn(outcome);
  const changed = isDrift ? [] : outputChangesIn(outcome);
  const unseen = tense === "will" && !hasChanges(outcome) ? secretOutputsIn(outcome) : [];
  return [
    ...contractLines(contract),
    ...changed.map((name) => `~ output ${shown(name)}: changed`),
    ...changesIn(steps)
      .filter(({ fields }) => !isShown || fields.length > 0)
      .flatMap((step) => [stepLine(step, tense), ...step.fields.map(fieldLine)]),
    ...failures.flatMap(({ step, problems }) => [
      `! ${step ? stepColumns(step) : "run"}`,
      ...problems.map((problem) => `    ${problemText(problem)}`),
    ]),
    countLine(steps, { contract: contract.length, output: changed.length }, tense),
    ...billingLines(steps, tense),
    ...(outcome.isInterrupted && tense === "will" ? [INTERRUPTED] : []),
    ...(unseen.length > 0
      ? [`Note: A preview cannot tell whether secret outputs change: ${shown(unseen.join(", "))}`]
      : []),
    // The billing lines above cover all numbers at once.
    ...notes.filter(({ code }) => code !== "number_kept").map((note) => `Note: ${detailText(note)}`),
  ].join("\n");
}

const INTERRUPTED = "Note: An earlier run was killed while it was creating objects; up finds them and continues";

/** Every resource that changes. The engine's own counts include components, providers and the stack. */
export function changesIn(steps: readonly Step[]): Step[] {
  return steps.filter(({ op }) => op !== "same");
}

/** Changes in the contract that the worker reads. */
export function contractChangesIn({ outputs }: Outcome): readonly ContractChange[] {
  return outputs ? contractChanges(outputs.before?.telephony, outputs.after.telephony) : [];
}

/** Other outputs that a run changes, if it changes nothing else: new resources change most outputs. */
export function outputChangesIn(outcome: Outcome): readonly string[] {
  const isMore = changesIn(outcome.steps).length > 0 || contractChangesIn(outcome).length > 0;
  return isMore || !outcome.outputs ? [] : changedOutputs(outcome.outputs);
}

/** Whether a run changes a resource, the contract that the worker reads, or another output. */
export function hasChanges(outcome: Outcome): boolean {
  return [changesIn(outcome.steps), contractChangesIn(outcome), outputChangesIn(outcome)].some(
    ({ length }) => length > 0,
  );
}

/** Outputs that a run may change, which a preview cannot show. */
export function secretOutputsIn({ outputs }: Outcome): readonly string[] {
  return outputs ? secretOutputs(outputs) : [];
}

/** Unchanged resources. Components, providers and the stack have nothing to compare. */
export function matchingIn(steps: readonly Step[]): Step[] {
  return steps.filter(({ op, id, type }) => op === "same" && id !== "" && !type.startsWith("pulumi:providers:"));
}

/** `+ LiveKit inbound trunk "Arkenos Inbound": created`. */
export function stepLine(step: Step, tense: Tense): string {
  return `${SIGNS[step.op]} ${stepColumns(step)}: ${opWords(step, tense)}`;
}

/** What happens to a resource: `created`, `to update`, `missing`. */
export function opWords(step: Step, tense: Tense): string {
  if (isNumber(step) && step.op === "create") {
    return tense === "will" ? "to add to the stack; will be bought unless the account owns it" : "added to the stack";
  }
  if (isNumber(step) && step.op === "delete" && tense !== "drift" && step.props.release !== true) {
    return `${tense === "will" ? "to remove" : "removed"} from the stack; you keep the number`;
  }
  return WORDS[tense][step.op];
}

/** `3 to create, 1 to delete; 9 unchanged.` or `No changes: 11 resources match.` */
function countLine(steps: readonly Step[], others: Readonly<Record<string, number>>, tense: Tense): string {
  const matching = matchingIn(steps).length;
  const counts = (["create", "update", "replace", "delete"] as const).flatMap((op) => {
    const count = steps.filter((step) => step.op === op).length;
    return count > 0 ? [`${count} ${WORDS[tense][op]}`] : [];
  });
  for (const [kind, count] of Object.entries(others))
    if (count > 0) counts.push(count === 1 ? `1 ${kind} change` : `${count} ${kind} changes`);
  if (counts.length > 0) return `${counts.join(", ")}${matching > 0 ? `; ${matching} unchanged` : ""}.`;
  if (matching === 0) return "No changes: the stack has no resources.";
  const match = matching === 1 ? "1 resource matches" : `${matching} resources match`;
  return tense === "drift" ? `No drift: ${match} the state.` : `No changes: ${match}.`;
}

/** Twilio bills a number every month for as long as the account owns it. */
function billingLines(steps: readonly Step[], tense: Tense): string[] {
  const numbers = (wanted: (step: Step) => boolean) =>
    steps.filter((step) => isNumber(step) && wanted(step)).map(numberOf);
  const kept = numbers(({ op, props }) => op === "delete" && props.release !== true);
  const own = numbers(({ op }) => op === "create");
  if (tense === "drift") return [];
  const line = (text: string, those: readonly string[], more = "") =>
    those.length > 0 ? [`${text}: ${those.join(", ")}.${more}`] : [];
  return [
    ...line("Twilio bills monthly for", own),
    ...line(
      "Still in your Twilio account and billed",
      kept,
      " To release one, set release: true and run up before destroy.",
    ),
    ...line(tense === "will" ? "To be released to Twilio permanently" : "Released to Twilio", releasedIn(steps)),
  ];
}

/** The numbers that a run releases to Twilio. A replacement releases the one before it. */
export function releasedIn(steps: readonly Step[]): string[] {
  return steps.filter(isNumber).flatMap((step) => {
    const { op, props, outputs } = step;
    const leaving = op === "delete" ? props : op === "replace" ? outputs : {};
    return leaving.release === true ? [numberOf({ ...step, props: leaving })] : [];
  });
}

/** The number of a step. One that a search buys is not known before. */
function numberOf({ props, outputs, name }: Step): string {
  return String(props.phoneNumber ?? outputs.phoneNumber ?? name);
}

/** Whether a step is about a number of the Twilio account. */
export function isNumber({ type }: Step): boolean {
  return nounOf(type) === "PhoneNumber";
}
