import { expect, it } from "vitest";
import { isDefaultProvider } from "../../stacks/operate/engine/default-provider.js";

const of = (name: string) => `urn:pulumi:dev::acme::pulumi:providers:pulumi-nodejs::${name}`;

it.each(["default", "default_3_248_0"])("the engine's provider %s has the stack's accounts", (name) => {
  expect([of(name), `${of(name)}::id`].map(isDefaultProvider)).toEqual([true, true]);
});

it.each(["eu", "default-eu", "defaults", "default_eu"])("a program's provider %s may have others", (name) => {
  expect([of(name), `${of(name)}::id`].map(isDefaultProvider)).toEqual([false, false]);
});

it("a resource without a provider has none", () => {
  expect(isDefaultProvider("")).toBe(false);
});
