import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { GraphBrowser, graphOf } from "./graph-page.js";

const HOSTILE = `<script>document.title="caught"</script><img src=x onerror="document.title='caught'">`;

let browser: GraphBrowser;
beforeAll(async () => {
  browser = await GraphBrowser.start();
});
afterAll(() => browser?.close());

describe.each([3, 300])("the page of %i numbers", (numbers) => {
  it.each(["light", "dark"] as const)("shows every number and object completely, in %s", async (scheme) => {
    const page = await browser.open(`${numbers}`, graphOf(numbers), { scheme });
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
    // Runs in the page: the texts that are wider than their card.
    const cut = await page.evaluate(`[...document.querySelectorAll(".card")].flatMap((card) => {
      const right = card.querySelector(".box").getBoundingClientRect().right;
      return [...card.querySelectorAll("text")].filter((text) => text.getBoundingClientRect().right > right - 4).map((text) => text.textContent);
    })`);
    expect(cut).toEqual([]);
    const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(background).toBe(scheme === "light" ? "rgb(246, 247, 249)" : "rgb(15, 20, 27)");
  });
});

it("makes no request", async () => {
  browser.requests.length = 0;
  await browser.open("alone", graphOf(3));
  expect(browser.requests).toEqual([expect.stringMatching(/^file:.*alone\.html$/)]);
});

it("forbids requests, even to a script inside it", async () => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const page = await browser.open("closed", graphOf(3));
  expect(await page.evaluate(`fetch("${url}").then(() => "sent", () => "refused")`)).toBe("refused");
  await page.evaluate(`new Promise((done) => Object.assign(new Image(), { onerror: done, src: "${url}" }))`);
  expect(asked).toBe(0);
});

it("colors what has a finding, and links the finding to the number", async () => {
  const page = await browser.open("found", graphOf(3));
  expect(await page.locator('.card.error [data-number="+15105550001"]').count()).toBe(1);
  expect(await page.locator(".legend").textContent()).toContain("error: calls fail");
  await page.locator("#panel .finding.error").click();
  expect(await page.locator("#panel").textContent()).toContain("PN00000000000000000000000000000001");
  expect(await page.locator(".chosen").getAttribute("data-number")).toBe("+15105550001");
});

it("shows an agent's name as text, whatever it contains", async () => {
  const page = await browser.open("hostile", graphOf(3, [HOSTILE]));
  await page.locator('[data-node^="agent:"]').click();
  expect(await page.locator("#panel h2").textContent()).toBe(HOSTILE);
  expect(await page.title()).toBe("Telephony of acme-telephony/dev");
  expect(await page.locator("img, svg script").count()).toBe(0);
});
