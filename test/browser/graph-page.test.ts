import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Finding } from "../../stacks/operate/doctor/finding.js";
import { buildGraph } from "../../stacks/operate/graph/build-graph.js";
import { html } from "../../stacks/operate/graph/html.js";
import { judged } from "../graph/judged.js";
import { someTopology } from "../graph/topology.js";
import { findChromium } from "./chromium.js";

const AGENTS = ["reception", "night-desk", "sales", "support-de", "support-fr", "billing"];
const HOSTILE = `<script>document.title="caught"</script><img src=x onerror="document.title='caught'">`;
/** Where screenshots go that somebody wants to look at. */
const SCREENSHOTS = process.env.ARKENOS_SCREENSHOTS;
const QUIET = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  ...["--disable-component-update", "--disable-sync"],
];

let profile: string;
let context: BrowserContext;
const requests: string[] = [];

beforeAll(async () => {
  const { path, env } = await findChromium(() => undefined);
  profile = await mkdtemp(join(tmpdir(), "arkenos-browser-"));
  const environment = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  context = await chromium.launchPersistentContext(join(profile, "data"), {
    ...{ executablePath: path, args: QUIET, env: { ...environment, ...env } },
    viewport: { width: 1600, height: 1000 },
  });
  context.on("request", (request) => requests.push(request.url()));
});

afterAll(async () => {
  await context?.close();
  if (profile) await rm(profile, { recursive: true, force: true });
});

const finding = (
  id: string,
  severity: Finding["severity"],
  subject: Finding["subject"],
  remediation: string,
): Finding => ({
  ...{ id, severity, subject, remediation },
});

/** Opens the page of so many numbers, the second of which is on no trunk. */
async function open(
  name: string,
  numbers: number,
  { agents = AGENTS.slice(0, numbers), scheme = "light" as "light" | "dark" } = {},
): Promise<Page> {
  const { desired, observed, numbers: all } = someTopology({ numbers, agents });
  const [, lost = ""] = all;
  if (observed.twilio.readable) {
    const twilio = observed.twilio;
    Object.assign(observed, {
      twilio: {
        ...twilio,
        numbers: twilio.numbers.map((one) => (one.phoneNumber === lost ? { ...one, trunkSid: "" } : one)),
      },
    });
  }
  const findings = [
    finding(
      "number-not-on-trunk",
      "error",
      { kind: "number", id: lost },
      `${lost} is on no trunk; run up to attach it to Arkenos Inbound.`,
    ),
    finding(
      "credential-list-shared",
      "info",
      { kind: "credential-list", id: "CL00000000000000000000000000000001" },
      "The list serves 2 trunks.",
    ),
  ];
  const graph = buildGraph(desired, observed, judged(desired, observed, findings));
  const file = join(profile, `${name}.html`);
  await writeFile(file, html(graph));
  const page = await context.newPage();
  onTestFinished(() => page.close());
  await page.emulateMedia({ colorScheme: scheme });
  await page.goto(pathToFileURL(file).href);
  if (SCREENSHOTS) {
    await mkdir(SCREENSHOTS, { recursive: true });
    await page.screenshot({ path: join(SCREENSHOTS, `${name}-${scheme}.png`) });
  }
  return page;
}

describe.each([3, 300])("the page of %i numbers", (numbers) => {
  it.each(["light", "dark"] as const)("shows every number and part, none cut off, in %s", async (scheme) => {
    const page = await open(`${numbers}`, numbers, { scheme });
    expect(await page.locator("[data-number]").count()).toBe(numbers);
    for (const kind of [
      "elastic-trunk",
      "origination-url",
      "credential-list",
      "inbound-trunk",
      "outbound-trunk",
      "dispatch-rule",
      "worker",
      "agent",
    ])
      expect(await page.locator(`[data-node^="${kind}:"]`).count(), kind).toBeGreaterThan(0);
    // Runs in the page: whose text is wider than its card.
    const cut = await page.evaluate(`[...document.querySelectorAll(".card")].flatMap((card) => {
      const right = card.querySelector(".box").getBoundingClientRect().right;
      return [...card.querySelectorAll("text")].filter((text) => text.getBoundingClientRect().right > right - 4).map((text) => text.textContent);
    })`);
    expect(cut).toEqual([]);
    const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(background).toBe(scheme === "light" ? "rgb(246, 247, 249)" : "rgb(15, 20, 27)");
  });
});

it("asks nobody for anything", async () => {
  requests.length = 0;
  await open("alone", 3);
  expect(requests).toEqual([expect.stringMatching(/^file:.*alone\.html$/)]);
});

it("lets nothing out that came into it", async () => {
  let asked = 0;
  const server = createServer((_, response) => void (asked++, response.end()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const page = await open("closed", 3);
  expect(await page.evaluate(`fetch("${url}").then(() => "sent", () => "refused")`)).toBe("refused");
  await page.evaluate(`new Promise((done) => Object.assign(new Image(), { onerror: done, src: "${url}" }))`);
  expect(asked).toBe(0);
});

it("colours what doctor found, and leads from the finding to the number", async () => {
  const page = await open("found", 3);
  expect(await page.locator('.card.error [data-number="+15105550001"]').count()).toBe(1);
  expect(await page.locator(".legend").textContent()).toContain("error: calls fail");
  await page.locator("#panel .finding.error").click();
  expect(await page.locator("#panel").textContent()).toContain("PN00000000000000000000000000000001");
  expect(await page.locator(".chosen").getAttribute("data-number")).toBe("+15105550001");
});

it("shows ids and fields of what is chosen, and lights the way of its calls", async () => {
  const page = await open("chosen", 3);
  await page.locator('[data-number="+15105550000"]').click();
  expect(await page.locator("#panel h2").textContent()).toBe("+15105550000");
  expect(await page.locator('.card.on[data-node^="dispatch-rule:"]').count()).toBe(1);
  expect(await page.locator('.card.on[data-node^="outbound-trunk:"]').count()).toBe(0);
  await page.keyboard.press("Escape");
  await page.locator('[data-node^="outbound-trunk:"]').click({ position: { x: 20, y: 20 } });
  expect(await page.locator("#panel").textContent()).toContain("arkenos-f3a1b2.pstn.twilio.com");
  expect(await page.content()).not.toContain("outbound-password");
});

it("finds one number of three hundred, and goes to it", async () => {
  const page = await open("search", 300);
  const wanted = page.locator('[data-number="+15105550299"]');
  await page.locator("#search").fill("0299");
  expect(await page.locator("[data-number]:not(.miss)").count()).toBe(1);
  await page.keyboard.press("Enter");
  await expect
    .poll(async () => {
      const box = await wanted.boundingBox();
      return box !== null && box.y > 0 && box.y + box.height < 760;
    })
    .toBe(true);
  expect(await page.locator("#panel h2").textContent()).toBe("+15105550299");
});

it("leaves a persona's name text", async () => {
  const page = await open("hostile", 3, { agents: [HOSTILE] });
  await page.locator('[data-node^="agent:"]').click();
  expect(await page.locator("#panel h2").textContent()).toBe(HOSTILE);
  expect(await page.title()).toBe("Telephony of acme-telephony/dev");
  expect(await page.locator("img, svg script").count()).toBe(0);
});
