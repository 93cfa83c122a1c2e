import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { describe, expect, it } from "vitest";
import { resources } from "../provider/resources.js";

const root = join(import.meta.dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");

describe("the README's table of resources", () => {
  const rows = [
    ...readme.matchAll(/^\| \[`(?<type>[\w:]+)`\]\((?<file>[^)]+)\) \| [^|]+ \|(?<replaces>[^|]*)\|$/gm),
  ].map(({ groups }) => groups ?? {});

  it("has a row for each resource, and no other", () => {
    expect(rows.map(({ type }) => type).sort()).toEqual(
      Object.values(resources)
        .map(({ spec }) => spec.type)
        .sort(),
    );
  });

  it.each(Object.values(resources).map(({ spec }) => spec))("names what replaces $type", ({ type, props, update }) => {
    const row = rows.find((other) => other.type === type);
    const fields = Object.entries(props.shape as Record<string, z.ZodType>);
    const sent = fields.filter(([, field]) => !field.meta()?.local);
    const replacing = sent.filter(([, field]) => field.meta()?.immutable || !update).map(([name]) => name);
    expect([...(row?.replaces ?? "").matchAll(/`(\w+)`/g)].map(([, name]) => name)).toEqual(replacing);
  });

  it("links to the files", () => {
    for (const { file } of rows) expect(existsSync(join(root, file ?? "")), file).toBe(true);
  });
});

describe("the README's commands", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };

  it.each([
    ...new Set([...readme.matchAll(/npm (?:run )?(?!ci\b|install\b)(\w[\w:]*)/g)].map(([, name]) => name ?? "")),
  ])("npm %s is a script of the package", (name) => {
    expect(Object.keys(scripts)).toContain(name);
  });
});

describe.each(["README.md", "agent/README.md", "stacks/operate/README.md"])("the npm instructions in %s", (page) => {
  it("download no package of ours, because they are not on npm", () => {
    const text = readFileSync(join(root, page), "utf8");
    expect(text.match(/\bnpx (?!--no-install ).*|npm (install|i|add|exec) [^&;\n]*\barkenos\b.*/g)).toBeNull();
  });
});
