import { describe, expect, it } from "vitest";
import type { Finding } from "../../stacks/operate/doctor/finding.js";
import { buildGraph } from "../../stacks/operate/graph/build-graph.js";
import type { TopologyGraph } from "../../stacks/operate/graph/topology-graph.js";
import type { Observed } from "../../stacks/operate/observe/observed.js";
import { diagnosed } from "./diagnosed.js";
import { LIST, SIP_DOMAIN, someTopology, TRUNK } from "./topology.js";

const path = ({ nodes, edges }: TopologyGraph, way: "in" | "out") => {
  const title = (id: string) => `${nodes.find((node) => node.id === id)?.kind}`;
  return edges
    .filter((edge) => edge.way === way)
    .map(({ from, to, live }) => `${title(from)} ${live ? "→" : "⇢"} ${title(to)}`);
};
const nodeOf = ({ nodes }: TopologyGraph, kind: string) =>
  nodes.find((node) => node.kind === kind) ?? expect.fail(`no ${kind}`);
const notReadable = {
  readable: false,
  problem: { kind: "unreachable", status: 0, code: "", message: "no answer" },
} as const;

describe("a healthy stack", () => {
  const { desired, observed } = someTopology();
  const graph = buildGraph(desired, observed, diagnosed(desired, observed));

  it("has the route of a call from its number to its agent", () => {
    expect([...new Set(path(graph, "in"))]).toEqual([
      "numbers → elastic-trunk",
      "elastic-trunk → origination-url",
      "origination-url → inbound-trunk",
      "inbound-trunk → dispatch-rule",
      "dispatch-rule → worker",
      "worker → agent",
    ]);
  });

  it("has the route of outbound calls, through the credential list with LiveKit's user", () => {
    expect(path(graph, "out")).toEqual([
      "worker → outbound-trunk",
      "outbound-trunk → credential-list",
      "credential-list → elastic-trunk",
      "elastic-trunk → telephones",
    ]);
  });

  it("is healthy wherever the clouds were read; the worker is not checked", () => {
    const unseen = ["telephones", "worker", "agent"];
    expect(graph.nodes.map(({ kind, health, presence }) => `${kind} ${health} ${presence}`)).toEqual(
      graph.nodes.map(({ kind }) => `${kind} ${unseen.includes(kind) ? "unknown" : "ok"} live`),
    );
  });

  it("groups its numbers by agent", () => {
    const cards = graph.nodes.filter(({ kind }) => kind === "numbers");
    expect(cards.map(({ title, numbers = [] }) => [title, ...numbers.map(({ number }) => number)])).toEqual([
      ["reception", "+15105550000", "+15105550001"],
      ["night-desk", "+15105550002"],
    ]);
  });
});

describe("a finding", () => {
  const { desired, observed, numbers } = someTopology();
  const [number = ""] = numbers;
  const finding = (id: string, severity: Finding["severity"], subject: Finding["subject"]): Finding => ({
    ...{ id, severity, subject, message: `${id} of ${subject.id}`, remedies: [] },
  });
  const findings = [
    finding("a", "info", { kind: "credential-list", id: LIST }),
    finding("b", "warning", { kind: "number", id: number }),
    finding("c", "error", { kind: "elastic-trunk", id: TRUNK }),
    finding("d", "warning", { kind: "config", id: "sipDomain" }),
  ];
  const graph = buildGraph(desired, observed, diagnosed(desired, observed, findings));

  it("colors the object that it concerns", () => {
    expect(nodeOf(graph, "credential-list").health).toBe("info");
    expect(nodeOf(graph, "elastic-trunk").health).toBe("error");
    expect(nodeOf(graph, "inbound-trunk").health).toBe("ok");
  });

  it("colors the number and its card, and no other", () => {
    const [card, other] = graph.nodes.filter(({ kind }) => kind === "numbers");
    expect([card?.health, other?.health]).toEqual(["warning", "ok"]);
    expect(card?.numbers?.map(({ health }) => health)).toEqual(["warning", "ok"]);
  });

  it("is in the complete list, most severe first", () => {
    expect(graph.findings.map(({ id }) => id)).toEqual(["c", "b", "d", "a"]);
  });
});

describe("a difference from the stack's config", () => {
  const seen = (change: (twilio: Extract<Observed["twilio"], { readable: true }>) => object) => {
    const { desired, observed } = someTopology();
    const twilio = observed.twilio.readable ? { ...observed.twilio, ...change(observed.twilio) } : observed.twilio;
    const changed = { ...observed, twilio };
    return buildGraph(desired, changed, diagnosed(desired, changed));
  };

  it("shows a number without a trunk separately, with a dashed line to its trunk", () => {
    const graph = seen(({ numbers }) => ({
      numbers: numbers.map((number, index) => (index === 0 ? { ...number, trunkSid: "" } : number)),
    }));
    const lost = graph.nodes.find(({ numbers }) => numbers?.some(({ number }) => number === "+15105550000"));
    expect(lost).toMatchObject({ title: "reception", lines: ["1 number, on no trunk", "not answered"] });
    expect(graph.edges).toContainEqual({ from: lost?.id, to: `elastic-trunk:${TRUNK}`, way: "in", live: false });
  });

  it("shows another owner's trunk that holds a number", () => {
    const graph = seen(({ trunks, numbers }) => ({
      trunks: [
        ...trunks,
        { id: "TK2", props: { friendlyName: "Old trunk" }, attrs: { terminationDomain: "old.pstn.twilio.com" } },
      ],
      numbers: numbers.map((number, index) => (index === 0 ? { ...number, trunkSid: "TK2" } : number)),
    }));
    expect(graph.nodes).toContainEqual(
      expect.objectContaining({ id: "elastic-trunk:TK2", title: "Old trunk", presence: "foreign" }),
    );
    expect(graph.edges).toContainEqual(expect.objectContaining({ to: "elastic-trunk:TK2", live: true }));
  });

  it("breaks the line at a disabled origination URL, and draws none from a foreign host to LiveKit", () => {
    const url = (props: object) =>
      seen(({ trunks }) => ({
        trunks: trunks.map((trunk) => ({
          ...trunk,
          children: {
            ...trunk.children,
            originationUrls: trunk.children?.originationUrls.map((one) => ({
              ...one,
              props: { ...one.props, ...props },
            })),
          },
        })),
      }));
    expect(path(url({ enabled: false }), "in")).toContain("elastic-trunk ⇢ origination-url");
    expect(path(url({ sipUrl: "sip:elsewhere.example" }), "in")).not.toContainEqual(
      expect.stringMatching(/origination-url ./),
    );
    expect(path(url({ sipUrl: `sip:${SIP_DOMAIN.replace(".sip", ".eu.sip")}` }), "in")).toContain(
      "origination-url → inbound-trunk",
    );
  });

  it("shows a deleted object as missing", () => {
    expect(
      nodeOf(
        seen(() => ({ trunks: [] })),
        "elastic-trunk",
      ),
    ).toMatchObject({ presence: "missing", health: "unknown", title: TRUNK });
  });

  it("shows the whole plan of a stack that was never deployed", () => {
    const { desired, observed } = someTopology();
    const empty = {
      livekit: { inboundTrunks: [], outboundTrunks: [], dispatchRules: [] },
      twilio: { trunks: [], numbers: [], credentialLists: [] },
    };
    const bare = {
      livekit: { ...observed.livekit, ...empty.livekit } as never,
      twilio: { ...observed.twilio, ...empty.twilio } as never,
    };
    const wanted = { ...desired, held: [] };
    const graph = buildGraph(wanted, bare, diagnosed(wanted, bare));
    expect(
      new Set(graph.nodes.filter(({ kind }) => !/agent|worker|telephones/.test(kind)).map(({ presence }) => presence)),
    ).toEqual(new Set(["planned"]));
    expect(path(graph, "in")).toContain("origination-url ⇢ inbound-trunk");
    expect(path(graph, "out")).toContain("outbound-trunk ⇢ credential-list");
  });

  it("shows one cloud when the other is unreadable", () => {
    const { desired, observed } = someTopology();
    const half = { ...observed, twilio: notReadable };
    const graph = buildGraph(desired, half, diagnosed(desired, half));
    expect(nodeOf(graph, "elastic-trunk")).toMatchObject({ presence: "unseen", health: "unknown" });
    expect(nodeOf(graph, "inbound-trunk")).toMatchObject({ presence: "live", health: "ok" });
  });
});
