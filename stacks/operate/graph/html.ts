import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { verdictGroups, verdictHead } from "../simulate/verdict-text.js";
import { counted } from "./field-list.js";
import { healthOfCalls } from "./health.js";
import { element, escaped } from "./markup.js";
import { pageData } from "./page-data.js";
import { pageStyle } from "./page-style.js";
import { style } from "./style.js";
import { svgBody } from "./svg.js";
import type { TopologyGraph } from "./topology-graph.js";

/**
 * The topology as a single-file page, to open, mail or publish. Its content security policy forbids all requests, and
 * all scripts except its own.
 *
 * @param options.live whether its server sends changes; the page may then make requests to that server only
 */
export function html(graph: TopologyGraph, { live = false } = {}): string {
  const css = style + pageStyle;
  const script = PROGRAM.map((name) => readFileSync(compiled(name), "utf8").trim()).join("\n");
  const connections = live ? "; connect-src 'self'" : "";
  const policy = `default-src 'none'; style-src ${digest(css)}; script-src ${digest(script)}; base-uri 'none'; form-action 'none'${connections}`;
  const title = `Telephony of ${graph.stack}`;
  return [
    "<!doctype html>",
    '<html lang="en"><head><meta charset="utf-8">',
    element("meta", { "http-equiv": "Content-Security-Policy", content: policy }).replace("/>", ">"),
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">',
    `<title>${escaped(title)}</title><style>${css}</style></head>`,
    live ? '<body data-live="changes">' : "<body>",
    `<header><h1>Telephony <small>${escaped(graph.stack)}</small></h1>`,
    `<p class="read">Read <time datetime="${graph.readAt}">${readable(graph.readAt)}</time><span id="live" role="status"></span></p>`,
    `<ul class="counts">${counts(graph)}</ul><div class="tools">`,
    '<input id="search" type="search" placeholder="Number, name or id" aria-label="Find a number, a name or an id">',
    '<span id="found" role="status"></span>',
    '<button id="fit">Fit</button><button id="full">100%</button></div></header>',
    `<main><div id="map" tabindex="-1">${svgBody(graph)}</div><aside id="panel" aria-live="polite"></aside></main>`,
    `<script type="application/json" id="data">${pageData(graph)}</script>`,
    `<script type="module">${script}</script></body></html>`,
  ].join("\n");
}

function counts({ findings, nodes, verdicts }: TopologyGraph): string {
  const numbers = nodes.reduce((count, node) => count + (node.numbers?.length ?? 0), 0);
  const of = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  const found = (["error", "warning"] as const).flatMap((severity) => {
    const count = of(severity);
    return count === 0 ? [] : [element("li", { class: severity }, escaped(counted(count, severity)))];
  });
  const calls = verdictGroups(verdicts, verdictHead).map(({ says, numbers }) => {
    const verdict = verdicts.find(({ number }) => number === numbers[0]);
    return { says: `${numbers.length}: ${says}`, health: verdict ? healthOfCalls(verdict) : "unknown" };
  });
  return [
    element("li", {}, escaped(counted(numbers, "number"))),
    ...found,
    ...calls.map(({ health, says }) => element("li", { class: health }, escaped(says))),
  ].join("");
}

/** `29 Nov 2026, 12:10 UTC`. The page's script converts it to the reader's time zone. */
function readable(iso: string): string {
  return `${new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }).format(new Date(iso))} UTC`;
}

function digest(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** The parts of the page's script, in the order in which they depend on each other. */
const PROGRAM = ["state", "panel", "map", "page"];

/** A compiled part of the script: in a folder of `dist` like this file's, or in `dist` if this file runs as source. */
function compiled(name: string): URL {
  const beside = new URL(`../graph/page/${name}.js`, import.meta.url);
  return existsSync(beside) ? beside : new URL(`../dist/graph/page/${name}.js`, import.meta.url);
}
