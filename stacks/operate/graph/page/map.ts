/** The map: the positions of its cards while it scrolls. */

/**
 * A card to the right of the numbers, which stays in view while the numbers scroll. Positions are in the picture's
 * coordinates.
 */
interface Card {
  readonly element: SVGElement;
  readonly id: string;
  readonly column: number;
  readonly x: number;
  readonly y: number;
  readonly top: number;
  readonly bottom: number;
}

const MARGIN = 16;
/** The position below the names of the bands. */
const BELOW_NAMES = 76;
const scale = () => svg.clientWidth / svg.viewBox.baseVal.width || 1;

function measured(): Card[] {
  const origin = svg.getBoundingClientRect().top;
  return [...svg.querySelectorAll<SVGElement>(".card")].map((element) => {
    const [x = 0, y = 0] = (element.getAttribute("transform")?.match(/[-\d.]+/g) ?? []).map(Number);
    const { top, bottom } = element.getBoundingClientRect();
    const column = Number(element.getAttribute("data-column"));
    const [above, below] = [(top - origin) / scale(), (bottom - origin) / scale()];
    return { element, id: keyOf(element), column, x, y, top: above, bottom: below };
  });
}

/**
 * Moves the columns right of the numbers with the scroll position, so that each column's highlighted cards are in view.
 */
function place(): void {
  const view = { top: map.scrollTop / scale(), height: map.clientHeight / scale() };
  const height = svg.viewBox.baseVal.height;
  const behind = cards.filter(({ column }) => column > 0);
  const top = Math.min(...behind.map((card) => card.top));
  const bottom = Math.max(...behind.map((card) => card.bottom));
  const first = Math.min(0, Math.max(BELOW_NAMES, (view.height - bottom + top) / 2) - top);
  const last = Math.max(0, Math.min(height - view.height, height - MARGIN - bottom));
  const scrolled = Math.min(1, view.top / Math.max(1, height - view.height));
  const shifts = new Map(behind.map(({ column }) => [column, first + scrolled * (last - first)]));
  for (const [column, shift] of shifts) {
    const [lit] = behind.filter((card) => card.column === column && card.element.classList.contains("on"));
    if (!lit || !svg.classList.contains("lit")) continue;
    const above = view.top + MARGIN - (lit.top + shift);
    const below = lit.bottom + shift - (view.top + view.height - MARGIN);
    if (above > 0 || below > 0) shifts.set(column, view.top + (view.height - lit.bottom - lit.top) / 2);
  }
  const shiftOf = new Map(cards.map(({ id, column }) => [id, shifts.get(column) ?? 0]));
  for (const { element, id, x, y } of cards)
    element.setAttribute("transform", `translate(${x} ${y + (shiftOf.get(id) ?? 0)})`);
  for (const edge of edges) bend(edge, shiftOf);
}

/** The original paths of edges. */
const drawn = new WeakMap<Element, string>();

/**
 * Keeps an edge attached to its two cards: its first point moves with the left card, all others with the right card.
 */
function bend(edge: SVGElement, shiftOf: ReadonlyMap<string, number>): void {
  const [from, to] = ["data-from", "data-to"].map((end) => shiftOf.get(edge.getAttribute(end) ?? "") ?? 0);
  if (edge.classList.contains("arrow")) return edge.setAttribute("transform", `translate(0 ${to})`);
  const path = drawn.get(edge) ?? edge.getAttribute("d") ?? "";
  drawn.set(edge, path);
  const [left = 0, right = 0] = edge.classList.contains("in") ? [from, to] : [to, from];
  let position = 0;
  const moved = path.replace(/-?[\d.]+/g, (number) => {
    const at = position++;
    return at % 2 === 0 ? number : String(Number(number) + (at < 4 ? left : right));
  });
  edge.setAttribute("d", moved);
}

/** Scrolls to a part. The other columns follow automatically. */
function reveal(part: SVGElement): void {
  const frame = map.getBoundingClientRect();
  const box = part.getBoundingClientRect();
  const isNumbers = part.closest("[data-column]")?.getAttribute("data-column") === "0";
  const down = box.top + box.height / 2 - (frame.top + frame.height / 2);
  const right = box.left + box.width / 2 - (frame.left + frame.width / 2);
  map.scrollBy({ left: right, top: isNumbers ? down : 0 });
}

/** Sets the scale of the picture. By default, it fits the window's width within readable limits. */
function zoom(wished?: number): void {
  const { width } = svg.viewBox.baseVal;
  const smallest = map.clientWidth < 700 ? 0.85 : 0.72;
  const fit = Math.min(1.15, Math.max(smallest, map.clientWidth / width));
  svg.style.width = `${Math.floor(width * (wished ?? fit))}px`;
}
