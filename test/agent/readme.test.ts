import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { signatureOf } from "../../agent/call/signature.js";
import { personaSchema } from "../../agent/contract/persona.js";
import { personaProblems } from "../../agent/contract/persona-problems.js";
import { referenceProblem } from "../../agent/contract/variables.js";
import { readSettings, SettingsError } from "../../agent/worker/settings.js";

const readme = readFileSync(join(import.meta.dirname, "../../agent/README.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "arkenos-readme-"));
afterAll(() => rmSync(folder, { recursive: true }));

const block = (language: string, holding: string) =>
  Array.from(readme.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "gm")), ([, text = ""]) => text).find(
    (text) => text.includes(holding),
  ) ?? "";

/** The first cells of all tables with this header, without the rest of the cell. */
function namesIn(head: string): string[] {
  const tables = readme.split(`\n| ${head} |`).slice(1);
  return tables.flatMap((table) => {
    const [rows = ""] = table.split("\n\n");
    return Array.from(rows.matchAll(/^\| `(\w+)/gm), ([, name = ""]) => name);
  });
}

const settings = Object.keys(personaSchema.shape).sort();
const { reception } = parse(block("yaml", "reception:\n")) as { reception: Record<string, unknown> };

describe("the README's persona", () => {
  it("has every setting", () => {
    expect(Object.keys(reception).sort()).toEqual(settings);
  });

  it("is accepted by preview and worker", () => {
    expect(personaSchema.safeParse(reception).error?.issues ?? []).toEqual([]);
    expect(personaProblems(personaSchema.parse(reception), () => true)).toEqual([]);
  });
});

describe("the README's tables", () => {
  it("give the default of every setting", () => {
    expect([...new Set(namesIn("setting | meaning | default"))].sort()).toEqual(settings);
  });

  it("name the existing variables", () => {
    const named = Array.from(readme.matchAll(/^\| `(\{\{.*?\}\})`/gm), ([, reference = ""]) => reference);
    expect(named).toHaveLength(5);
    expect(named.flatMap((reference) => referenceProblem(reference) ?? [])).toEqual([]);
  });

  it("name the worker's variables, with their defaults", () => {
    const named = namesIn("variable | meaning | default");
    for (const name of named.filter((one) => /^ARKENOS_(MAX|IDLE|HEALTH|DRAIN|REDACT)|LOG_LEVEL/.test(one)))
      expect(() => readSettings({ [name]: "nonsense" })).toThrow(SettingsError);
    expect(named).toContain("ARKENOS_SPOOL_PATH");
    expect(readSettings({}).drainSeconds).toBe(Number(/ARKENOS_DRAIN_SECONDS` \|[^|]*\| (\d+)/.exec(readme)?.[1]));
    expect(readSettings({}).healthPort).toBe(Number(/ARKENOS_HEALTH_PORT` \|[^|]*\| (\d+)/.exec(readme)?.[1]));
  });
});

describe("the README's code to verify a signature", async () => {
  const file = join(folder, "verify.mjs");
  writeFileSync(file, block("js", "isFromOurWorker"));
  const { isFromOurWorker } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
    isFromOurWorker: (signature: string | undefined, body: string, secret: string) => boolean;
  };
  const body = '{"callId":"SCL_1"}';
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

  it("accepts the worker's request", () => {
    expect(isFromOurWorker(signatureOf(body, "secret", new Date()), body, "secret")).toBe(true);
  });

  it.each<[string, string | undefined, string]>([
    ["another body", signatureOf(body, "secret", new Date()), `${body} `],
    ["another secret", signatureOf(body, "other", new Date()), body],
    ["an old request, resent", signatureOf(body, "secret", minutesAgo(6)), body],
    ["a changed timestamp", signatureOf(body, "secret", new Date()).replace(/t=\d/, "t=9"), body],
    ["no signature", undefined, body],
    ["a truncated one", "t=1,v1=ab", body],
  ])("refuses %s", (_, signature, received) => {
    expect(isFromOurWorker(signature, received, "secret")).toBe(false);
  });
});
