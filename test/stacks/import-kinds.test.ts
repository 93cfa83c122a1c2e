import { resources } from "@arkenos/provider";
import { describe, expect, it } from "vitest";
import { importing } from "../../stacks/operate/cli/import/command.js";
import { KINDS } from "../../stacks/operate/import/kinds.js";
import { sourceFiles } from "../source-files.js";

const flags = Object.values(KINDS).map(({ noun, flag }) => [noun, flag] as const);

describe("the flags of an import by id", () => {
  it("are options of the command", () => {
    const { options } = importing(() => () => Promise.resolve());
    const offered = options.map(({ long }) => long);
    expect(flags.map(([, flag]) => flag).filter((flag) => !offered.includes(flag))).toEqual([]);
  });

  it("are those that the resources' errors name", () => {
    const named = Object.entries(resources).flatMap(([noun, { spec }]) =>
      "importFlag" in spec && spec.importFlag !== undefined ? [[noun, spec.importFlag] as const] : [],
    );
    expect(named.length).toBeGreaterThan(0);
    expect(flags).toEqual(expect.arrayContaining(named));
  });

  it("are those that every remedy names", () => {
    const advised = [...sourceFiles("provider"), ...sourceFiles("stacks")].flatMap(({ text }) =>
      Array.from(text.matchAll(/arkenos import (--[a-z-]+)/g), ([, flag]) => flag),
    );
    expect(advised.length).toBeGreaterThan(1);
    expect([...flags.map(([, flag]) => flag), "--dry-run"]).toEqual(expect.arrayContaining(advised));
  });
});
