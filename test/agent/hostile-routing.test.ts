import { describe, expect, it } from "vitest";
import { resolve } from "../../agent/routing/routing.js";
import { inbound, routes, who, withDefault } from "./fakes/calls.js";
import { HOSTILE_ATTRIBUTES, HOSTILE_METADATA, HOSTILE_NUMBERS, SILENT_METADATA } from "./fakes/hostile-input.js";

describe(`hostile input (${HOSTILE_NUMBERS.length + 2 * HOSTILE_METADATA.length + 2 * SILENT_METADATA.length + HOSTILE_ATTRIBUTES.length})`, () => {
  it.each(HOSTILE_NUMBERS.map((number) => [shown(number), number]))("no agent answers the number %s", (_, number) => {
    expect(who(inbound(number))).toBeUndefined();
    expect(resolve(inbound(number), routes)).toHaveProperty(
      "rejected",
      expect.stringMatching(/^No agent found for phone [^\n]{1,90}$/),
    );
    expect(who(inbound(number), withDefault)).toBe("night");
  });

  describe.each(["jobMetadata", "roomMetadata"] as const)("%s", (place) => {
    it.each(HOSTILE_METADATA.map((text) => [shown(text), text]))(
      "no agent answers with %s, not even the default agent",
      (_, text) => {
        expect(who({ ...inbound("+15105550100"), [place]: text })).toBeUndefined();
        expect(who({ ...inbound("+15105550100"), [place]: text, override: "reception" }, withDefault)).toBeUndefined();
      },
    );

    it.each(SILENT_METADATA.map((text) => [shown(text), text]))("the number decides with %s", (_, text) => {
      expect(who({ ...inbound("+15105550100"), [place]: text })).toBe("reception");
      expect(who({ ...inbound("+12065550200"), [place]: text })).toBeUndefined();
    });
  });

  it.each(HOSTILE_ATTRIBUTES.map((id) => [shown(id), id]))("no agent answers with the attribute %s", (_, id) => {
    expect(who(inbound("+15105550100", { "arkenos.agentId": id }))).toBeUndefined();
    expect(who(inbound("+15105550100", { "arkenos.agentId": id }), withDefault)).toBeUndefined();
  });
});

function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
