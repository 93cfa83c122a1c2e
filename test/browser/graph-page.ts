import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { onTestFinished } from "vitest";
import type { Finding } from "../../stacks/operate/doctor/finding.js";
import { buildGraph } from "../../stacks/operate/graph/build-graph.js";
import { html } from "../../stacks/operate/graph/html.js";
import type { TopologyGraph } from "../../stacks/operate/graph/topology-graph.js";
import { diagnosed } from "../graph/diagnosed.js";
import { someTopology } from "../graph/topology.js";
import { findChromium } from "./chromium.js";

export const AGENTS = ["reception", "night-desk", "sales", "support-de", "support-fr", "billing"];
/** A folder for screenshots, if you want to look at the pages. */
const SCREENSHOTS = process.env.ARKENOS_SCREENSHOTS;
const QUIET = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  ...["--disable-component-update", "--disable-sync"],
];

/** The graph of this many numbers, the second of which is on no trunk. */
export function graphOf(numbers: number, agents: readonly string[] = AGENTS.slice(0, numbers)): TopologyGraph {
  const { desired, observed, numbers: all } = someTopology({ numbers, agents: [...agents] });
  const [, lost = ""] = all;
  if (observed.twilio.readable) {
    const { twilio } = observed;
    const without = twilio.numbers.map((one) => (one.phoneNumber === lost ? { ...one, trunkSid: "" } : one));
    Object.assign(observed, { twilio: { ...twilio, numbers: without } });
  }
  const findings: Finding[] = [
    {
      ...{ id: "number-not-on-trunk", severity: "error", subject: { kind: "number", id: lost } },
      message: `${lost} is on no trunk`,
      remedies: [{ text: "run up to attach it to Arkenos Inbound" }],
    },
    {
      ...{ id: "credential-list-shared", severity: "info", message: "The list serves 2 trunks", remedies: [] },
      subject: { kind: "credential-list", id: "CL00000000000000000000000000000001" },
    },
  ];
  return buildGraph(desired, observed, diagnosed(desired, observed, findings));
}

/** A browser that opens graphs. */
export class GraphBrowser {
  /** Every URL that a page requested. */
  readonly requests: string[] = [];
  readonly #profile: string;
  readonly context: BrowserContext;

  private constructor(profile: string, context: BrowserContext) {
    this.#profile = profile;
    this.context = context;
    context.on("request", (request) => this.requests.push(request.url()));
  }

  static async start(): Promise<GraphBrowser> {
    const { path, env } = await findChromium(() => undefined);
    const profile = await mkdtemp(join(tmpdir(), "arkenos-browser-"));
    const environment = Object.fromEntries(
      Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
    const context = await chromium.launchPersistentContext(join(profile, "data"), {
      ...{ executablePath: path, args: QUIET, env: { ...environment, ...env } },
      viewport: { width: 1600, height: 1000 },
    });
    return new GraphBrowser(profile, context);
  }

  async close(): Promise<void> {
    await this.context.close();
    await rm(this.#profile, { recursive: true, force: true });
  }

  /** Opens a graph as a file, until the test ends. */
  async open(
    name: string,
    graph: TopologyGraph,
    { scheme = "light" as "light" | "dark", width = 1600, height = 1000 } = {},
  ): Promise<Page> {
    const file = join(this.#profile, `${name}.html`);
    await writeFile(file, html(graph));
    const page = await this.page(width, height);
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(pathToFileURL(file).href);
    if (SCREENSHOTS) {
      await mkdir(SCREENSHOTS, { recursive: true });
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-${scheme}-${width}.png`) });
    }
    return page;
  }

  /** An empty page, until the test ends. */
  async page(width = 1600, height = 1000): Promise<Page> {
    const page = await this.context.newPage();
    onTestFinished(() => page.close());
    await page.setViewportSize({ width, height });
    return page;
  }
}
