import type { Clouds } from "./clouds.js";
import { type Change, keyOf } from "./change.js";
import { mayTake } from "./evidence.js";
import type { Ledger, OwnedNumber } from "./ledger.js";
import type { Stack } from "./stack.js";

/** Checks everything that a stack's call did, and updates the ledger. @returns the effects that it had no right to */
export function judge(stack: Stack, changes: readonly Change[], clouds: Clouds, ledger: Ledger): string[] {
  const wrong = changes.flatMap((change) =>
    (change.shelf === "twilio.numbers" ? judgeNumber : judgeObject)(stack, change, clouds, ledger),
  );
  for (const change of changes) if (change.after === undefined) ledger.drop(keyOf(change));
  return wrong;
}

function judgeObject(stack: Stack, change: Change, clouds: Clouds, ledger: Ledger): string[] {
  const key = keyOf(change);
  const last = numbersOf(change.before);
  ledger.notePut(
    key,
    numbersOf(change.after).filter((number) => !last.includes(number)),
    stack.actor,
  );
  if (change.before === undefined || ledger.has(key, stack.actor)) {
    ledger.add(key, stack.actor);
    return [];
  }
  // The children of a trunk or list are deleted with it, and were checked there.
  const parent = parentOf(change);
  if (change.after === undefined && parent !== undefined && ledger.has(parent, stack.actor)) return [];
  if (!mayTake(stack, change, clouds, ledger)) return [`${doing(change)} ${key}, which is ${ownerText(ledger, key)}`];
  ledger.add(key, stack.actor);
  return [];
}

/** The numbers on a LiveKit trunk. */
function numbersOf(trunk: object | undefined): readonly string[] {
  return (trunk as { readonly numbers?: readonly string[] } | undefined)?.numbers ?? [];
}

function judgeNumber(stack: Stack, change: Change, _clouds: Clouds, ledger: Ledger): string[] {
  const before = change.before as OwnedNumber | undefined;
  const after = change.after as OwnedNumber | undefined;
  const { phoneNumber = "", friendlyName = "" } = after ?? before ?? {};
  const wanted = stack.config.numbers[phoneNumber];
  if (!before) {
    ledger.add(keyOf(change), stack.actor);
    return /~[0-9a-f]{12}\]$/.test(friendlyName) ? judgeSearch(stack, phoneNumber) : judgePurchase(stack, phoneNumber);
  }
  if (!after) return judgeRelease(stack, before);
  const wrong = judgeApplication(stack, before, after, ledger);
  const from = before.trunkSid ? `twilio.trunks/${before.trunkSid}` : undefined;
  const to = after.trunkSid ? `twilio.trunks/${after.trunkSid}` : undefined;
  if (from === to) return wrong;
  if (to !== undefined) ledger.notePut(to, [phoneNumber], stack.actor);
  const tookFromOthers = from !== undefined && !ledger.has(from, stack.actor);
  if (tookFromOthers && wanted?.move !== true)
    wrong.push(`took ${phoneNumber} off ${from}, which is ${ownerText(ledger, from)}, without move: true`);
  if (to !== undefined && !wanted) wrong.push(`put ${phoneNumber} on ${to}, which is not in its config`);
  if (to !== undefined && !ledger.has(to, stack.actor))
    wrong.push(`put ${phoneNumber} on ${to}, which is ${ownerText(ledger, to)}`);
  return wrong;
}

/** A stack displaces an application by putting the number on its trunk, and later restores the same one. */
function judgeApplication({ actor }: Stack, before: OwnedNumber, after: OwnedNumber, ledger: Ledger): string[] {
  const [had, has] = [before.voiceApplicationSid, after.voiceApplicationSid];
  const { phoneNumber } = before;
  if (had === has) return [];
  if (had) ledger.displaced.set(phoneNumber, { sid: had, actor });
  if (!has) return [];
  const isRestored = !had && ledger.displaced.get(phoneNumber)?.sid === has;
  if (isRestored) ledger.displaced.delete(phoneNumber);
  return isRestored ? [] : [`gave ${phoneNumber} the application ${has} instead of ${had ?? "none"}`];
}

function judgePurchase(stack: Stack, phoneNumber: string): string[] {
  return stack.config.numbers[phoneNumber]?.purchase ? [] : [`bought ${phoneNumber} without purchase: true`];
}

/** Only a purchase by search adds its marker to the number's name. */
function judgeSearch(stack: Stack, phoneNumber: string): string[] {
  if (!stack.config.line) return [`bought ${phoneNumber}, which is not in its config`];
  const first = stack.line;
  stack.line = { number: phoneNumber, boughtAs: stack.config.stack };
  // Without its state, a renamed stack looks like another stack that has not bought yet.
  if (first === undefined || (first.boughtAs !== stack.config.stack && !stack.state.get("line"))) return [];
  return [`bought ${phoneNumber} by search, and had bought ${first.number} by it already`];
}

function judgeRelease(stack: Stack, { phoneNumber, trunkSid }: OwnedNumber): string[] {
  if (stack.line?.number === phoneNumber) stack.line = undefined;
  return [
    ...(stack.releasable.has(phoneNumber) ? [] : [`gave ${phoneNumber} back without release: true`]),
    ...(trunkSid ? [`gave ${phoneNumber} back while it was on trunk ${trunkSid}`] : []),
    ...(phoneNumber in stack.config.numbers && !stack.isGoing
      ? [`gave ${phoneNumber} back, which is in its config`]
      : []),
  ];
}

function parentOf({ shelf, before }: Change): string | undefined {
  const { trunkSid, credentialListSid } = (before ?? {}) as { trunkSid?: string; credentialListSid?: string };
  if (/originationUrls|trunkCredentialLists/.test(shelf)) return `twilio.trunks/${trunkSid}`;
  return shelf.endsWith(".credentials") ? `twilio.credentialLists/${credentialListSid}` : undefined;
}

function doing({ after }: Change): string {
  return after === undefined ? "deleted" : "changed";
}

function ownerText(ledger: Ledger, key: string): string {
  const holders = [...ledger.holders(key)];
  return holders.length === 0 ? "not the stack's to take" : `of ${holders.join(" and ")}`;
}
