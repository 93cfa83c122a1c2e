/** State shared by the parts of the page. They are inlined as one script in the order state, map, panel, page. */
interface Item {
  readonly kind: string;
  readonly title: string;
  readonly health: string;
  readonly fields: readonly (readonly [string, string])[];
  readonly findings: readonly number[];
  readonly route: number;
  readonly console?: string;
}
interface Finding {
  readonly id: string;
  readonly severity: string;
  /** What is wrong and what to do about it. */
  readonly text: string;
  readonly causedBy?: string;
  /** The card or number to go to, if it is drawn. */
  readonly target?: string;
}
interface Data {
  readonly items: Readonly<Record<string, Item>>;
  readonly findings: readonly Finding[];
  readonly routes: readonly (readonly string[])[];
}

const one = <E extends Element>(selector: string) => document.querySelector(selector) as E;
const keyOf = (part: Element) => part.getAttribute("data-number") ?? part.getAttribute("data-node") ?? "";
const map = one<HTMLElement>("#map");
const panel = one<HTMLElement>("#panel");
const search = one<HTMLInputElement>("#search");
let data: Data;
let svg: SVGSVGElement;
let parts: SVGElement[];
let edges: SVGElement[];
let cards: Card[];
let chosen: string | undefined;
let scaleWished: number | undefined;
