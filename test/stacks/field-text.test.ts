import { describe, expect, it } from "vitest";
import { fieldLine } from "../../stacks/operate/cli/converge/field-text.js";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `+1415555${1000 + index}`);
const line = (before: unknown, after: unknown) => fieldLine({ path: "numbers", before, after });

describe("a field that differs", () => {
  it.each<[string, unknown, unknown, string]>([
    ["a short string", "Old", "New", "Old → New"],
    ["an empty string", "", "New", '"" → New'],
    ["an added string", undefined, "New", "(none) → New"],
    ["a string with line breaks", "a\nb", "a", '"a\\nb" → a'],
    ["a short list", ["+15105550100"], [], '["+15105550100"] → []'],
    ["a long list that grows by one", numbers(300), [...numbers(300), "+14155550100"], "+1 (+14155550100)"],
    ["a long list that shrinks by one", numbers(300), numbers(300).slice(1), "-1 (+14155551000)"],
    [
      "a long list with many changed entries",
      numbers(300),
      numbers(310).slice(5),
      "+10 (+14155551300, +14155551301, +14155551302, 7 more), -5 (+14155551000, +14155551001, +14155551002, 2 more)",
    ],
    ["a long list with a duplicate", [...numbers(300), "+14155551000"], numbers(300), "-1 (+14155551000)"],
    ["a long list in another order", numbers(300), numbers(300).reverse(), "order of 300 entries"],
  ])("shows %s", (_, before, after, expected) => {
    expect(line(before, after)).toBe(`    numbers: ${expected}`);
  });

  it("with long strings shows the first difference", () => {
    const shown = line(`${"a".repeat(500)}OLD${"b".repeat(500)}`, `${"a".repeat(500)}NEW${"b".repeat(500)}`);
    expect(shown).toMatch(/^ {4}numbers: …a{20}OLDb+… → …a{20}NEWb+…$/);
    expect(shown.length).toBeLessThan(160);
  });

  it("with long objects in a list shows the beginning of each", () => {
    const shown = line([], [{ url: "https://acme.example/".padEnd(500, "x") }]);
    expect(shown).toMatch(/^ {4}numbers: \+1 \(\{"url":"https:\/\/acme\.example\/x+…\)$/);
    expect(shown.length).toBeLessThan(120);
  });
});
