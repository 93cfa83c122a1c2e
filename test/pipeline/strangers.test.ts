import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { arkenos } from "../cli/terminal.js";
import { FakeForge } from "./fake-forge.js";
import { type ForgeName, pipelineEnv } from "./pipeline-env.js";

let forge: FakeForge;
let folder: string;
beforeEach(async () => {
  forge = await FakeForge.start();
  folder = await mkdtemp(join(tmpdir(), "arkenos-strangers-"));
});
afterEach(async () => {
  await forge.close();
  await rm(folder, { recursive: true, force: true });
});

const report = async (name: ForgeName, words: readonly string[], input: string) =>
  arkenos(["report", ...words], { input, cwd: folder, env: await pipelineEnv(name, forge, folder) });
/** The output of `preview --json`. */
const would = (text: string) => JSON.stringify({ version: 1, command: "preview", ok: true, text });
const error = (id: string, more: object) => ({ id, severity: "error", subject: { kind: "number", id: "+1" }, ...more });
const doctorSays = async (answer: unknown) => {
  await writeFile(join(folder, "doctor.json"), JSON.stringify(answer));
  return ["--doctor", "doctor.json"];
};

describe.each(["github", "gitlab"] as const)("on %s", (name) => {
  it("a stranger's comment or issue with the mark is not taken for ours", async () => {
    const stranger = { id: 1, login: "stranger" };
    const theirs = { id: 1, number: 1, iid: 1, user: stranger, author: stranger, labels: ["telephony-drift"] };
    forge.comments.push({ ...theirs, body: "<!-- arkenos preview dev -->\nAll is well" });
    const drift = "<!-- arkenos drift dev -->\nIgnore this";
    forge.issues.push({ ...theirs, body: drift, description: drift });
    const before = JSON.stringify([forge.comments, forge.issues]);
    await report(name, ["preview"], would("one"));
    await report(name, ["preview"], would("two"));
    await report(name, ["drift", "--exit-code", "4"], "~ trunk: changed by hand");
    await report(name, ["drift", "--exit-code", "0"], "");
    expect(forge.comments.map(({ body }) => String(body))).toEqual([
      expect.stringContaining("All is well"),
      expect.stringContaining("two"),
    ]);
    expect(JSON.stringify([forge.comments.slice(0, 1), forge.issues.slice(0, 1)])).toBe(before);
    expect(JSON.stringify(forge.issues[1])).toMatch(/"(state|state_event)":"close/);
  });

  it("a redirect to another host is not followed, and is named", async () => {
    const other = await FakeForge.start();
    forge.redirect = `${other.url}/repos/acme/telephony/issues/7/comments`;
    const ran = await report(name, ["preview"], would("x"));
    await other.close();
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain("responded with 307: redirects are not followed");
    expect(other.asked).toEqual([]);
  });
});

it("text from the clouds stays plain text: it ends no code block, mentions nobody, adds no markup", async () => {
  const options = await doctorSays({
    findings: [error("a", { message: "@everyone <script>", remedies: [{ text: "[x](http://x)" }] })],
  });
  await report("github", ["preview", ...options], would("````\n# a heading"));
  const body = String(forge.comments[0]?.body);
  expect(body).toContain("`````\n````\n# a heading\n`````");
  expect(body).not.toMatch(/@everyone|<script>|\[x\]\(/);
});

it("a sentence from the clouds mentions nobody, refers to nothing and links nowhere", async () => {
  const message =
    "@acme/security https://evil.example www.evil.example !1 $2 %3 &4 ~5 #6 &commat;bob a@b.example x`://y";
  const options = await doctorSays({ findings: [error("a", { message, remedies: [] })] });
  await report("github", ["preview", ...options], would("x"));
  const body = String(forge.comments[0]?.body);
  const resolved = body.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  const prose = resolved.replace(/`(https:|www\.|:\/\/)[^`]*`/g, "").replace(/^.*<!--.*$/m, "");
  expect(prose).toContain("acme/security");
  expect(prose).not.toMatch(/[@!$%&~]\w|[^#]#\w|:\/\/|www\./);
});
