/**
 * What the HTML page does in the browser: shows what a card or a number is, lights the way of its calls, finds numbers.
 * It stands in the page as it is compiled, so it imports nothing and asks nobody.
 */
interface Item {
  readonly kind: string;
  readonly title: string;
  readonly health: string;
  readonly fields: readonly (readonly [string, string])[];
  readonly findings: readonly number[];
}
interface Finding {
  readonly id: string;
  readonly severity: string;
  readonly remediation: string;
  readonly causedBy?: string;
  /** The card or number to go to; none if nothing of it is drawn. */
  readonly target?: string;
}
interface Data {
  readonly items: Readonly<Record<string, Item>>;
  readonly findings: readonly Finding[];
}

const SMALLEST = 0.72;
const LARGEST = 1.15;
const one = <E extends Element>(selector: string) => document.querySelector(selector) as E;
const { items, findings } = JSON.parse(one("#data").textContent ?? "") as Data;
const map = one<HTMLElement>("#map");
const svg = one<SVGSVGElement>("#map > svg");
const panel = one<HTMLElement>("#panel");
const search = one<HTMLInputElement>("#search");
const parts = [...svg.querySelectorAll<SVGElement>("[data-node], [data-number]")];
const edges = [...svg.querySelectorAll<SVGElement>("[data-from]")];
const keyOf = (part: Element) => part.getAttribute("data-number") ?? part.getAttribute("data-node") ?? "";
const partOf = (key: string) => parts.find((part) => keyOf(part) === key);

function make(name: string, className: string, text: string): HTMLElement {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

function remedy(index: number): HTMLElement[] {
  const finding = findings[index];
  if (!finding) return [];
  const entry = make("button", `finding ${finding.severity}`, "");
  entry.append(make("b", "", `${finding.severity} · ${finding.id}`), make("span", "", finding.remediation));
  if (finding.causedBy) entry.append(make("small", "", `a consequence of ${finding.causedBy}`));
  entry.addEventListener("click", () => finding.target !== undefined && show(finding.target, true));
  return [entry];
}

function remedies(places: readonly number[]): HTMLElement {
  const list = make("div", "findings", "");
  list.append(...places.flatMap(remedy));
  return list;
}

function heading(...parts: HTMLElement[]): HTMLElement {
  const head = make("div", "head", "");
  head.append(...parts);
  return head;
}

function overview(): void {
  panel.replaceChildren(
    heading(
      make("h2", "", findings.length === 0 ? "Nothing found" : "What doctor found"),
      make("span", "hint", "Choose a card or a number to see its fields."),
    ),
    remedies([...findings.keys()]),
  );
}

function show(key: string, scroll = false): void {
  const item = items[key];
  const part = partOf(key);
  if (!item || !part) return;
  const fields = make("dl", "", "");
  for (const [name, value] of item.fields) {
    const field = make("div", "", "");
    field.append(make("dt", "", name), make("dd", "", value));
    fields.append(field);
  }
  const back = make("button", "back", "Overview");
  back.addEventListener("click", clear);
  panel.replaceChildren(
    heading(make("span", "kind", item.kind), make("h2", "", item.title), back),
    fields,
    remedies(item.findings),
  );
  for (const other of parts) other.classList.toggle("chosen", other === part);
  light(part);
  if (scroll) part.scrollIntoView({ block: "center", inline: "center", behavior: "smooth" });
}

function clear(): void {
  for (const part of parts) part.classList.remove("chosen");
  svg.classList.remove("lit");
  overview();
}

/** Lights every card and edge that calls through a card pass, before it and after it. */
function light(part: Element): void {
  const begin = part.closest("[data-node]")?.getAttribute("data-node") ?? "";
  const lit = new Set<Element>();
  const nodes = new Set([begin]);
  for (const [here, there] of [
    ["data-from", "data-to"],
    ["data-to", "data-from"],
  ] as const) {
    for (const way of ["in", "out"]) {
      const queue = [begin];
      for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
        for (const edge of edges) {
          if (!edge.classList.contains(way) || edge.getAttribute(here) !== at || lit.has(edge)) continue;
          lit.add(edge);
          const next = edge.getAttribute(there) ?? "";
          nodes.add(next);
          queue.push(next);
        }
      }
    }
  }
  svg.classList.add("lit");
  for (const edge of edges) edge.classList.toggle("on", lit.has(edge));
  for (const card of parts)
    card.classList.toggle("on", nodes.has(card.closest("[data-node]")?.getAttribute("data-node") ?? ""));
}

function filter(): void {
  const wanted = search.value.trim().toLowerCase();
  let found = 0;
  for (const part of parts) {
    const item = items[keyOf(part)];
    const text = `${item?.kind} ${item?.title} ${item?.health} ${item?.fields.flat().join(" ")}`.toLowerCase();
    const hit = wanted === "" || text.includes(wanted);
    part.classList.toggle("miss", !hit);
    if (hit) found++;
  }
  one("#found").textContent = wanted === "" ? "" : `${found} found`;
}

function zoom(scale?: number): void {
  const { width } = svg.viewBox.baseVal;
  const fit = Math.min(LARGEST, Math.max(SMALLEST, map.clientWidth / width));
  svg.style.width = `${Math.floor(width * (scale ?? fit))}px`;
}

for (const part of parts) {
  part.addEventListener("click", (event) => {
    event.stopPropagation();
    show(keyOf(part));
  });
  part.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") show(keyOf(part));
  });
}
svg.addEventListener("click", clear);
document.addEventListener("keydown", (event) => event.key === "Escape" && clear());
search.addEventListener("input", filter);
search.addEventListener("keydown", (event) => {
  const first = parts.find(
    (part) => !part.classList.contains("miss") && (part.hasAttribute("data-number") || search.value === ""),
  );
  if (event.key === "Enter" && first) show(keyOf(first), true);
});
one("#fit").addEventListener("click", () => zoom());
one("#full").addEventListener("click", () => zoom(1));
window.addEventListener("resize", () => zoom());
zoom();
overview();
