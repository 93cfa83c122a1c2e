import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { arkenos, arkenosJson } from "../cli/terminal.js";
import { answering, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";

const NUMBER = "+15105550100";
/** Nothing listens there. */
const NOWHERE = "http://127.0.0.1:9";

describe("arkenos graph", longTimeout, () => {
  let stack: TelephonyStack;
  beforeAll(async () => {
    stack = await TelephonyStack.start({ twilio: { owned: [NUMBER] } });
    await stack.workspace.configure(answering({ [NUMBER]: {} }));
  }, longTimeout.timeout);
  afterAll(() => stack?.dispose());

  const here = (env: Readonly<Record<string, string>> = {}) => ({
    cwd: stack.workspace.folder,
    env: { ...stack.workspace.env, ...env },
  });
  const pictures = async () => (await readdir(stack.workspace.folder)).filter((name) => /telephony\.\w+$/.test(name));
  const secrets = () => {
    const { LIVEKIT_API_SECRET = "", TWILIO_AUTH_TOKEN = "" } = stack.emulator.env;
    const passwords = stack.emulator.livekit.store.outboundTrunks.all().map(({ authPassword }) => authPassword);
    return [LIVEKIT_API_SECRET, TWILIO_AUTH_TOKEN, ...passwords];
  };

  it("draws the plan of a stack that was never deployed", async () => {
    const { exitCode, stdout } = await arkenos(["graph"], here());
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining(NUMBER) });
  });

  it("prints text by default, and no secret", async () => {
    await stack.workspace.up();
    const begins = { text: "telephony/dev", mermaid: "flowchart LR\n", svg: "<svg ", html: "<!doctype html>" };
    for (const [format, start] of Object.entries(begins)) {
      const argv = ["graph", ...(format === "text" ? [] : ["--format", format])];
      const { exitCode, stdout, stderr } = await arkenos(argv, here());
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      expect(stdout.startsWith(start), format).toBe(true);
      expect(stdout).toContain(NUMBER);
      for (const secret of secrets()) expect(stdout).not.toContain(secret);
    }
  });

  it.each([
    ["telephony.svg", /^<svg /],
    ["telephony.html", /^<!doctype html>/],
    ["telephony.mmd", /^flowchart LR\n/],
    ["telephony.md", /^```mermaid\nflowchart LR\n[^`]*\n```\n$/],
  ])("writes %s in the format of its extension, and says where", async (name, start) => {
    const file = join(stack.workspace.folder, name);
    expect(await arkenos(["graph", "--output", name], here())).toEqual({
      ...{ exitCode: 0, stdout: `Wrote ${file}\n`, stderr: "" },
    });
    expect(await readFile(file, "utf8")).toMatch(start);
  });

  it("gives a script the objects and their links, each link between two objects", async () => {
    const { exitCode, answer, stdout } = await arkenosJson(["graph"], here());
    expect(exitCode).toBe(0);
    const { nodes, edges } = answer as unknown as {
      nodes: { id: string; kind: string }[];
      edges: { from: string; to: string }[];
    };
    expect(answer).toMatchObject({ version: 1, ok: true, stack: "telephony/dev", format: "text" });
    const ids = nodes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { from, to } of edges) expect([ids.includes(from), ids.includes(to)]).toEqual([true, true]);
    for (const secret of secrets()) expect(stdout).not.toContain(secret);
  });

  it.each([
    [["--format", "png"], "Allowed choices are text, html, svg, mermaid"],
    [["--output", "nowhere/telephony.svg"], "telephony.svg cannot be written"],
    [["--output", "."], "cannot be written"],
    [["--serve", "http"], "A port is a number from 0 to 65535"],
    [["--serve", "--output", "telephony.svg"], "cannot be used with option"],
    [["--stack", "prod"], 'Unknown stack "prod"'],
  ])("%j: one sentence, exit code 2, no request", async (argv, message) => {
    const before = await pictures();
    const calls = await stack.callsOf(async () => {
      const { exitCode, answer } = await arkenosJson(["graph", ...argv], here());
      expect({ exitCode, message: answer.error?.message }).toEqual({
        exitCode: 2,
        message: expect.stringContaining(message),
      });
    });
    expect(calls).toEqual([]);
    expect(await pictures()).toEqual(before);
  });

  it("serves the page on loopback until it is interrupted", async () => {
    const stop = new AbortController();
    let printed = "";
    const onText = (text: string) => (printed += text);
    const ended = arkenos(["graph", "--serve"], { ...here(), signal: stop.signal, onText });
    await vi.waitFor(() => expect(printed).toContain("Serving http"), longTimeout.timeout);
    const [url = ""] = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed) ?? [];
    const page = await (await fetch(url)).text();
    expect(page).toContain(NUMBER);
    expect(page).toContain("connect-src &#39;self&#39;");
    for (const secret of secrets()) expect(page).not.toContain(secret);
    stop.abort();
    expect((await ended).exitCode).toBe(0);
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  it("draws one cloud when the other is unreadable, and says so", async () => {
    const { exitCode, stdout } = await arkenos(["graph"], here({ TWILIO_API_URL: NOWHERE }));
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Arkenos Dispatch");
    expect(stdout).toMatch(/Twilio did not answer/);
  });

  it("draws nothing when both are unreadable, and writes no file", async () => {
    const nowhere = { TWILIO_API_URL: NOWHERE, LIVEKIT_API_URL: NOWHERE };
    const before = await pictures();
    const { exitCode, answer } = await arkenosJson(["graph", "--output", "later.telephony.svg"], here(nowhere));
    expect({ exitCode, message: answer.error?.message }).toEqual({
      exitCode: 1,
      message: "Neither cloud could be read, so there is nothing to draw",
    });
    expect(await pictures()).toEqual(before);
  });
});
