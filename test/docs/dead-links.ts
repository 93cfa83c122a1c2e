/** The end of `npm run docs`: fails where a link inside the written pages leads nowhere. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { REPOSITORY } from "../repository.js";

const root = pathToFileURL(join(REPOSITORY, "dist", "api", "/")).href;
const files = readdirSync(new URL(root), { recursive: true, encoding: "utf8" });
const pages = new Map(
  files
    .filter((file) => file.endsWith(".html"))
    .map((file) => [new URL(file, root).href, readFileSync(new URL(file, root), "utf8")]),
);
const written = new Set(files.map((file) => new URL(file, root).href));

const links = [...pages].flatMap(([page, text]) =>
  Array.from(text.matchAll(/\b(?:href|src)="([^"]+)"/g), ([, link = ""]) => ({ page, link, to: new URL(link, page) })),
);
const inner = links.filter(({ to }) => to.protocol === "file:");
const dead = inner.filter(({ to }) => {
  const [target = "", id = ""] = to.href.split("#");
  const text = pages.get(target);
  return id !== "" && text !== undefined ? !text.includes(`id="${decodeURIComponent(id)}"`) : !written.has(target);
});

for (const { page, link } of dead) console.error(`${page.slice(root.length)}: ${link} leads nowhere`);
console.log(`${pages.size} pages, ${inner.length} links inside them, ${dead.length} dead`);
process.exitCode = pages.size > 0 && inner.length > 0 && dead.length === 0 ? 0 : 1;
