import { z } from "zod";
import { empty, problemCheck } from "../issues.js";
import type { ProblemDetail } from "../problem.js";

/** `+`, country code, number; 7 to 15 digits. */
export const E164 = /^\+[1-9]\d{6,14}$/;

/** A phone number in E.164. */
export function e164() {
  return z
    .string({ error: "must be a phone number in E.164, such as +15105550100" })
    .superRefine(problemCheck(e164Problem));
}

/** Whether a text is a phone number in E.164. */
export function isE164(value: string): boolean {
  return E164.test(value);
}

/**
 * A number as SIP knows it: E.164, or an extension or name without blanks. LiveKit compares the numbers of rules
 * character by character, so a phone number in any other format would never match.
 */
export function sipNumber() {
  return z
    .string({ error: "must be a number in E.164, such as +15105550100, or a SIP extension" })
    .min(1, empty("write a number in E.164, such as +15105550100"))
    .superRefine(problemCheck((value) => (looksLikePhone(value) ? e164Problem(value) : blankProblem(value))));
}

function blankProblem(value: string): ProblemDetail | undefined {
  if (!/\s/.test(value)) return undefined;
  return { code: "blank_in_number", message: "contains spaces", remedy: "remove them, because a SIP user has none" };
}

function looksLikePhone(value: string): boolean {
  return /^\+/.test(value) || (/^[\d\-(). ]+$/.test(value) && value.replace(/\D/g, "").length >= 7);
}

/** Suggests a spelling only for a number with its country code, where the result is certainly the same number. */
function e164Problem(value: string): ProblemDetail | undefined {
  if (E164.test(value)) return undefined;
  const international = /^\s*(\+|00)(?<rest>[\d\s().\-/]+)$/.exec(value)?.groups?.rest;
  const same = international && `+${international.replace("(0)", "").replace(/\D/g, "")}`;
  const remedy =
    same && E164.test(same)
      ? `write ${same}`
      : "write + and 7 to 15 digits that begin with the country code, such as +15105550100";
  return { code: "not_e164", message: `"${value}" is not in E.164 format`, remedy };
}
