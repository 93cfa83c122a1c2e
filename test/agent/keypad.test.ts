import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Keypad } from "../../agent/call/keypad.js";
import { shownNumber } from "../../agent/call/redaction.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function press(digits: string) {
  const heard: string[] = [];
  const keypad = new Keypad((number) => heard.push(number));
  for (const digit of digits) keypad.press(digit);
  return { heard, keypad };
}

it("digits form one number when # is pressed", () => {
  expect(press("12*4#").heard).toEqual(["12*4"]);
});

it("digits form one number after a pause", () => {
  const { heard, keypad } = press("12");
  vi.advanceTimersByTime(1_900);
  keypad.press("3");
  vi.advanceTimersByTime(1_900);
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(heard).toEqual(["123"]);
});

it("# alone means nothing, and noise on the line is split into pieces", () => {
  expect(press("##").heard).toEqual([]);
  expect(press("1".repeat(200)).heard.map(({ length }) => length)).toEqual([64, 64, 64]);
});

it("no key is received once the call is over", () => {
  const { heard, keypad } = press("12");
  keypad.close();
  vi.advanceTimersByTime(10_000);
  expect(heard).toEqual([]);
});

it.each([
  ["+15105550100", false, "+15105550100"],
  ["+15105550100", true, "…00"],
  [undefined, true, "(no number)"],
  ["", false, "(no number)"],
])("a caller %s, redacted %s, is shown as %s", (number, redact, shown) => {
  expect(shownNumber(number, redact)).toBe(shown);
});
