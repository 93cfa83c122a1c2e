import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { serveGraph } from "../../stacks/operate/graph/serve-graph.js";
import { AGENTS, GraphBrowser, graphOf } from "./graph-page.js";

const LAST = "+15105550299";

let browser: GraphBrowser;
beforeAll(async () => {
  browser = await GraphBrowser.start();
});
afterAll(() => browser?.close());

/** Titles of the highlighted cards of a kind. */
const highlighted = (page: Page, kind: string) =>
  page.locator(`.topology.lit .card.on[data-node^="${kind}:"] > .title`).allTextContents();

/** Whether an element is within the map's visible area. */
const isInView = (page: Page, selector: string) =>
  page.evaluate(`(() => {
    const map = document.querySelector("#map").getBoundingClientRect();
    const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
    return box.top >= map.top && box.bottom <= map.bottom && box.left >= map.left && box.right <= map.right;
  })()`);

describe("a selection", () => {
  it("highlights the route of a number's calls to its own agent, and no other agent", async () => {
    const page = await browser.open("number", graphOf(30));
    await page.locator('[data-number="+15105550007"]').click();
    expect(await page.locator("#panel h2").textContent()).toBe("+15105550007");
    expect(await highlighted(page, "numbers")).toEqual(["night-desk"]);
    expect(await highlighted(page, "dispatch-rule")).toEqual(["Arkenos Dispatch"]);
    expect(await highlighted(page, "outbound-trunk")).toEqual([]);
    expect(await highlighted(page, "agent")).toEqual(["night-desk"]);
    expect(await page.locator(".route .step span").allTextContents()).toEqual([
      ...["Arkenos Inbound", "acme.sip.livekit.cloud", "Arkenos Inbound", "Arkenos Dispatch", "arkenos-agent"],
      "night-desk",
    ]);
    await page.keyboard.press("Escape");
    expect(await page.locator(".topology.lit").count()).toBe(0);
  });

  it("highlights the numbers of an agent, and those of no other", async () => {
    const page = await browser.open("agent", graphOf(30));
    await page.locator('[data-node="agent:sales"]').click();
    expect(await highlighted(page, "numbers")).toEqual(["sales"]);
    expect(await highlighted(page, "agent")).toEqual(["sales"]);
  });

  it("shows ids and fields, and copies an id", async () => {
    const page = await browser.open("copy", graphOf(3));
    await browser.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.locator('[data-node^="outbound-trunk:"]').click({ position: { x: 20, y: 20 } });
    expect(await page.locator("#panel").textContent()).toContain("arkenos-f3a1b2.pstn.twilio.com");
    expect(await page.content()).not.toContain("outbound-password");
    await page.getByRole("button", { name: "Copy id" }).click();
    await expect.poll(() => page.evaluate("navigator.clipboard.readText()")).toBe("ST_out");
  });

  it("links to the pages of both consoles", async () => {
    const page = await browser.open("consoles", graphOf(3));
    const link = async (selector: string) => {
      await page.locator(selector).click({ position: { x: 20, y: 12 } });
      return page.locator("#panel a.console").getAttribute("href");
    };
    expect(await link('[data-node^="inbound-trunk:"]')).toBe("https://cloud.livekit.io/projects/p_/telephony/trunks");
    expect(await link('[data-number="+15105550000"]')).toBe(
      "https://console.twilio.com/us1/develop/phone-numbers/manage/incoming/PN00000000000000000000000000000000/configure",
    );
    expect(await link('[data-node^="elastic-trunk:"]')).toContain("https://1console.twilio.com/");
    await page.locator('[data-node^="worker:"]').click();
    expect(await page.locator("#panel a.console").count()).toBe(0);
  });
});

describe.each([
  ["6 agents", AGENTS],
  ["40 agents", Array.from({ length: 40 }, (_, index) => `agent-${index}`)],
])("300 numbers of %s", (name, agents) => {
  it("moves to the number during typing, and keeps its trunk and its agent in view", async () => {
    const page = await browser.open(`search-${agents.length}`, graphOf(300, agents), { width: 1280, height: 800 });
    await page.locator("#search").fill("0299");
    expect(await page.locator("#found").textContent(), name).toBe("1 of 1");
    expect(await page.locator("#panel h2").textContent()).toBe(LAST);
    for (const selector of [
      `[data-number="${LAST}"]`,
      '[data-node^="elastic-trunk:"]',
      `[data-node="agent:${agents.at(-1)}"]`,
    ])
      await expect.poll(() => isInView(page, selector), { message: selector }).toBe(true);
  });

  it("goes to the next match with Enter, and back to the overview when the search is empty", async () => {
    const page = await browser.open(`next-${agents.length}`, graphOf(300, agents), { width: 1280, height: 800 });
    await page.locator("#search").fill("+1510555029");
    expect(await page.locator("#found").textContent()).toBe("1 of 10");
    await page.keyboard.press("Enter");
    expect(await page.locator("#found").textContent()).toBe("2 of 10");
    expect(await page.locator("#panel h2").textContent()).toBe("+15105550291");
    await page.locator("#search").fill("no such number");
    expect(await page.locator("#found").textContent()).toBe("No match");
    await page.locator("#search").fill("");
    expect(await page.locator(".miss, .topology.lit").count()).toBe(0);
  });
});

describe.each([3, 30, 300])("at 390 px with %i numbers", (numbers) => {
  it.each(["light", "dark"] as const)(
    "fits on the screen in %s, and shows a number's route as a list",
    async (scheme) => {
      const page = await browser.open(`phone-${numbers}`, graphOf(numbers), { scheme, width: 390, height: 844 });
      for (const selector of ["#search", "#fit", "#full", "#panel", "time"]) {
        const box = await page.locator(selector).boundingBox();
        expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= 390, selector).toBe(true);
      }
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
      const number = `+1510555${String(numbers - 1).padStart(4, "0")}`;
      await page.locator("#search").fill(number);
      await expect.poll(() => isInView(page, `[data-number="${number}"]`)).toBe(true);
      const steps = page.locator(".route .step");
      expect(await steps.count()).toBe(6);
      await steps.nth(3).click();
      expect(await page.locator("#panel h2").textContent()).toBe("Arkenos Dispatch");
      await expect.poll(() => isInView(page, '[data-node^="dispatch-rule:"]')).toBe(true);
    },
  );
});

describe("the served page", () => {
  it("shows changes without a reload, keeps the selection, and reports unreadable clouds", async () => {
    let next = () => Promise.resolve(graphOf(3));
    const server = await serveGraph(graphOf(3), { read: () => next(), interval: 50 });
    onTestFinished(() => server.close());
    const page = await browser.page();
    await page.goto(server.url);
    await page.locator('[data-number="+15105550000"]').click();
    const readAt = "2026-11-29T13:30:00.000Z";
    next = () => Promise.resolve({ ...graphOf(4), readAt });
    await expect.poll(() => page.locator("[data-number]").count()).toBe(4);
    expect(await page.locator("time").getAttribute("datetime")).toBe(readAt);
    expect(await page.locator("#panel h2").textContent()).toBe("+15105550000");
    next = () => Promise.reject(new Error("Twilio did not answer"));
    await expect.poll(() => page.locator("#live").textContent()).toBe("not refreshed: Twilio did not answer");
    await server.close();
    await expect.poll(() => page.locator("#live").textContent()).toContain("does not answer");
  });

  it("rejects another site's page whose domain resolves to loopback", async () => {
    const server = await serveGraph(graphOf(3), { read: () => Promise.resolve(graphOf(3)) });
    onTestFinished(() => server.close());
    const { port } = new URL(server.url);
    const page = await browser.page();
    const answer = await page.request.get(server.url, { headers: { host: `attacker.example:${port}` } });
    expect(answer.status()).toBe(403);
  });
});
