import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { z } from "zod";
import { describe, expect, it } from "vitest";
import { resources } from "../provider/resources.js";

const root = join(import.meta.dirname, "..");
const files = ["", ".ci", ".github", "agent", "provider", "stacks", "test"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: folder !== "", encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => !/(^|\/)(node_modules|dist)\//.test(path)),
);
const fileNames = new Set(files.map((path) => basename(path)));
const pages = files.filter((path) => path.endsWith(".md"));
const readme = readFileSync(join(root, "README.md"), "utf8");

/** The anchors that GitHub gives the headings of a page. */
function anchorsIn(page: string): string[] {
  const text = readFileSync(join(root, page), "utf8").replace(/^```[^]*?^```/gm, "");
  return Array.from(text.matchAll(/^#+ (.+)$/gm), ([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-"),
  );
}

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

describe.each(pages)("the page %s", (page) => {
  const text = readFileSync(join(root, page), "utf8");

  it("installs no package of ours from npm, because none is published", () => {
    const fromNpm = /\bnpx (?!--no-install ).*|npm (install|i|add|exec) ([^&;\n]* )?(@arkenos\/|arkenos\b(?!-)).*/g;
    expect(text.match(fromNpm)).toBeNull();
  });

  it("links to files that exist", () => {
    const links = Array.from(text.matchAll(/\]\((?!\w+:)([^)#\s]+)/g), ([, link = ""]) => link);
    expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
  });

  it("links to headings that exist", () => {
    const links = Array.from(text.matchAll(/\]\((?!\w+:)([^)#\s]*)#([^)\s]+)\)/g), ([, path = "", anchor = ""]) => ({
      to: path === "" ? page : join(dirname(page), path),
      anchor,
    }));
    expect(links.filter(({ to, anchor }) => !anchorsIn(to).includes(anchor))).toEqual([]);
  });

  it("names files that exist", () => {
    const paths = Array.from(text.matchAll(/(?<![\w/.@-])(?:provider|agent|stacks|test|\.ci)\/[\w./-]*\w/g), String);
    // A person writes the stack's outputs to that file.
    const inRepository = paths.filter((path) => !path.endsWith("/outputs.json"));
    expect(inRepository.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const names = Array.from(text.matchAll(/`([\w-]+\.[cm]?[jt]s)`/g), ([, name = ""]) => name);
    expect(names.filter((name) => !fileNames.has(name))).toEqual([]);
  });
});
