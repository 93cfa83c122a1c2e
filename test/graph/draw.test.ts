import { describe, expect, it } from "vitest";
import type { Finding } from "../../stacks/operate/doctor/finding.js";
import { buildGraph } from "../../stacks/operate/graph/build-graph.js";
import { draw } from "../../stacks/operate/graph/draw.js";
import { formatOf, FORMATS } from "../../stacks/operate/graph/format.js";
import { layout } from "../../stacks/operate/graph/layout.js";
import { diagnosed } from "./diagnosed.js";
import { SECRETS, someTopology } from "./topology.js";

const MANY = ["reception", "night-desk", "sales", "support-de", "support-fr", "billing"];
const HOSTILE = `<script>alert("1")</script>`;

const graphOf = (options?: Parameters<typeof someTopology>[0], findings: readonly Finding[] = []) => {
  const { desired, observed } = someTopology(options);
  return buildGraph(desired, observed, diagnosed(desired, observed, findings));
};

describe.each(FORMATS)("as %s", (format) => {
  it("names every number, trunk, rule and agent", () => {
    const drawn = draw(graphOf(), format);
    for (const name of [
      "+15105550000",
      "Arkenos Inbound",
      "Arkenos Dispatch",
      "Arkenos Outbound",
      "Arkenos LiveKit",
      "night-desk",
    ])
      expect(drawn).toContain(name);
  });

  it("contains no secret of the state or a cloud", () => {
    const drawn = draw(graphOf(), format);
    for (const secret of SECRETS) expect(drawn).not.toContain(secret);
  });

  it("keeps names as text, whatever they contain", () => {
    const message = `${HOSTILE} \u001b[2J`;
    const subject = { kind: "agent", id: HOSTILE } as const;
    const findings = [{ id: "x", severity: "error", subject, message, remedies: [] }] as const;
    const drawn = draw(graphOf({ agents: [HOSTILE, '"]; click n0 "javascript:1"'] }, findings), format);
    if (format === "text") expect(drawn).not.toContain("\u001b");
    else expect(drawn).not.toContain("<script>alert");
    if (format === "mermaid") expect(drawn).not.toMatch(/^\s*click|"\]; click/m);
  });

  it("is the same each time", () => {
    expect(draw(graphOf(), format)).toBe(draw(graphOf(), format));
  });
});

describe("the layout", () => {
  it.each([
    ["3 numbers", {}],
    ["300 numbers of 6 agents", { numbers: 300, agents: MANY }],
    ["40 numbers of 40 agents", { numbers: 40, agents: Array.from({ length: 40 }, (_, index) => `agent-${index}`) }],
  ])("keeps the cards of %s apart, and directs every line forward", (_, options) => {
    const { cards, edges, width, height } = layout(graphOf(options));
    for (const [index, one] of cards.entries()) {
      expect(one.x).toBeGreaterThan(0);
      expect(one.x + one.width).toBeLessThan(width);
      expect(one.y + one.height).toBeLessThan(height);
      for (const other of cards.slice(index + 1)) {
        const apart =
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        expect(apart, `${one.node.id} and ${other.node.id}`).toBe(true);
      }
    }
    for (const { points } of edges) {
      const across = points.map(({ x }) => x);
      expect(across).toEqual(across.toSorted((one, other) => one - other));
    }
  });

  it("keeps every character of a long name", () => {
    const long = "arkenos-a-very-long-name-of-a-persona-that-nobody-shortens.example.com";
    const card = layout(graphOf({ agents: [long] })).cards.find(({ node }) => node.kind === "agent");
    expect(card?.title.join("")).toBe(long);
    expect(card?.title.length).toBeGreaterThan(1);
  });
});

it("selects the format by the file's extension", () => {
  expect(["a.html", "a.SVG", "README.md", "a", undefined].map(formatOf)).toEqual([
    "html",
    "svg",
    "mermaid",
    "text",
    "text",
  ]);
});

it("forbids the page every request, and every script but its own", () => {
  const page = draw(graphOf(), "html");
  expect(page).toMatch(/Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-/);
  const hosts = new Set(page.match(/https?:\/\/[\w.]+/g));
  const consoles = ["https://cloud.livekit.io", "https://console.twilio.com", "https://1console.twilio.com"];
  expect([...hosts].toSorted()).toEqual(["http://www.w3.org", ...consoles].toSorted());
});

it("links to LiveKit Cloud's console only for a LiveKit Cloud project", () => {
  const { desired, observed } = someTopology();
  const own = { ...desired, config: { ...desired.config, livekitUrl: "wss://livekit.example.com" } };
  expect(draw(buildGraph(own, observed, diagnosed(own, observed)), "html")).not.toContain("cloud.livekit.io");
});
