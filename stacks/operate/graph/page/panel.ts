/** The panel: the fields, findings and route of a card or a number. */

function make(name: string, className: string, text = "", ...children: Node[]): HTMLElement {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  element.append(...children);
  return element;
}

function button(className: string, text: string, act: () => void, ...children: Node[]): HTMLElement {
  const element = make("button", className, text, ...children);
  element.addEventListener("click", act);
  return element;
}

function findingsOf(positions: readonly number[]): HTMLElement {
  const entries = positions.flatMap((position) => {
    const finding = data.findings[position];
    if (!finding) return [];
    const { severity, id, text, causedBy, target } = finding;
    const texts = [make("b", "", `${severity} · ${id}`), make("span", "", text)];
    const cause = causedBy ? [make("small", "", `caused by ${causedBy}`)] : [];
    return [button(`finding ${severity}`, "", () => target !== undefined && show(target, true), ...texts, ...cause)];
  });
  return make("div", "findings", "", ...entries);
}

function overview(): void {
  const title = make("h2", "", data.findings.length === 0 ? "No findings" : "Findings");
  const hint = make("span", "hint", "Select a card or a number for its details.");
  panel.replaceChildren(make("div", "head", "", title, hint), findingsOf([...data.findings.keys()]));
}

/** Shows a card or number in the panel, and highlights the route of its calls. */
function show(key: string, scroll = false): void {
  const item = data.items[key];
  const part = parts.find((each) => keyOf(each) === key);
  if (!item || !part) return;
  chosen = key;
  const route = data.routes[item.route] ?? [];
  const link = make("a", "console", "Open the console");
  for (const [name, value] of [
    ["href", item.console ?? ""],
    ["target", "_blank"],
    ["rel", "noreferrer"],
  ] as const)
    link.setAttribute(name, value);
  const title = [make("span", "kind", item.kind), make("h2", "", item.title)];
  const head = make("div", "head", "", ...title, ...(item.console ? [link] : []), button("back", "Close", clear));
  const steps = part.hasAttribute("data-number") ? [stepsOf(route)] : [];
  panel.replaceChildren(head, ...steps, fieldsOf(item), findingsOf(item.findings));
  panel.scrollTop = 0;
  for (const each of parts) {
    each.classList.toggle("chosen", each === part);
    each.classList.toggle("on", route.includes(each.closest("[data-node]")?.getAttribute("data-node") ?? ""));
  }
  for (const edge of edges) {
    const ends = [edge.getAttribute("data-from") ?? "", edge.getAttribute("data-to") ?? ""];
    edge.classList.toggle(
      "on",
      ends.every((end) => route.includes(end)),
    );
  }
  svg.classList.add("lit");
  place();
  if (scroll) reveal(part);
}

/** The route of a number's calls, step by step. */
function stepsOf(route: readonly string[]): HTMLElement {
  const steps = route.slice(1).flatMap((id) => {
    const { kind = "", title = "", health = "" } = data.items[id] ?? {};
    const step = button(`step ${health}`, "", () => show(id, true), make("small", "", kind), make("span", "", title));
    return [make("li", "", "", step)];
  });
  return make("ol", "route", "", ...steps);
}

function fieldsOf({ fields }: Item): HTMLElement {
  const entries = fields.map(([name, value]) => {
    const text = make("span", "", value);
    const copy = button("copy", "Copy", () => void copyText(value, text, copy));
    copy.setAttribute("aria-label", `Copy ${name}`);
    return make("div", "", "", make("dt", "", name), make("dd", "", "", text, copy));
  });
  return make("dl", "", "", ...entries);
}

/** Copies a text. If the browser forbids it, selects the text for copying by keyboard. */
async function copyText(value: string, shown: HTMLElement, copy: HTMLElement): Promise<void> {
  getSelection()?.selectAllChildren(shown);
  copy.textContent = await navigator.clipboard.writeText(value).then(
    () => "Copied",
    () => "Selected",
  );
  setTimeout(() => (copy.textContent = "Copy"), 1500);
}

function clear(): void {
  chosen = undefined;
  for (const part of parts) part.classList.remove("chosen");
  svg.classList.remove("lit");
  overview();
  place();
}
