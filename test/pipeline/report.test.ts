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
  folder = await mkdtemp(join(tmpdir(), "arkenos-report-"));
});
afterEach(async () => {
  await forge.close();
  await rm(folder, { recursive: true, force: true });
});

const report = async (name: ForgeName, words: readonly string[], input: string, env: NodeJS.ProcessEnv = {}) =>
  arkenos(["report", ...words], { input, cwd: folder, env: { ...(await pipelineEnv(name, forge, folder)), ...env } });
/** The output of `preview --json`. */
const would = (text: string) => JSON.stringify({ version: 1, command: "preview", ok: true, text });
const fails = (error: object) => JSON.stringify({ version: 1, command: "preview", ok: false, error });
const doctorSays = async (answer: unknown) => {
  await writeFile(join(folder, "doctor.json"), JSON.stringify(answer));
  return ["--doctor", "doctor.json"];
};
const number = (id = "+15105550100") => ({ kind: "number", id });
const error = (id: string, more: object = {}) => ({
  ...{ id, severity: "error", subject: number(), message: id, remedies: [{ text: "do this" }] },
  ...more,
});

describe.each(["github", "gitlab"] as const)("on %s", (name) => {
  it("a preview is one comment, which the next one replaces", async () => {
    expect(await report(name, ["preview"], would("+ Twilio number"))).toMatchObject({ exitCode: 0, stderr: "" });
    await report(name, ["preview"], would("There is nothing to do."));
    expect(forge.comments).toHaveLength(1);
    expect(forge.comments[0]?.body).toContain("There is nothing to do.");
    expect(forge.comments[0]?.body).toContain("Telephony of `dev`");
  });

  it("a failed preview is reported in the same comment, with its reason, and fails the run", async () => {
    await report(name, ["preview"], would("+ Twilio number"));
    const failure = { message: "The run failed", problems: ["GET Trunks: Authenticate (401)"], next: "Do that" };
    const ran = await report(name, ["preview"], fails(failure));
    expect(ran).toMatchObject({ exitCode: 1, stdout: "" });
    expect(ran.stderr).toBe(
      "Error: The preview failed: The run failed\n  - GET Trunks: Authenticate (401)\n  Do that\n",
    );
    expect(forge.comments).toHaveLength(1);
    expect(forge.comments[0]?.body).toContain(
      "**The preview failed:** what `arkenos up` would do is not known.\n\n" +
        "```\nThe run failed\n  - GET Trunks: Authenticate (401)\nDo that\n```",
    );
  });

  it.each(["", '{"version":1,"ok":tr', "Segmentation fault"])(
    "a preview whose only output is %j has failed too",
    async (left) => {
      expect(await report(name, ["preview"], left)).toMatchObject({ exitCode: 1, stdout: "" });
      expect(forge.comments[0]?.body).toContain("ended without the output");
    },
  );

  it("the reason of a failed preview is in the log, even when the forge accepts no comment", async () => {
    const input = fails({ message: "The run failed", problems: ["SipTopology: no agents"] });
    const { exitCode, stderr } = await report(name, ["preview"], input, {
      GITHUB_TOKEN: "wrong",
      GITLAB_TOKEN: "wrong",
    });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/SipTopology: no agents\n.*responded with 401/);
    const without = await report(name, ["preview"], input, { GITHUB_TOKEN: "", GITLAB_TOKEN: "" });
    expect(without.stderr).toMatch(/SipTopology: no agents\n.*_TOKEN is not set/);
  });

  it("the environment's secrets are in no comment, issue or log", async () => {
    const secrets = { TWILIO_AUTH_TOKEN: "0123456789abcdef", PULUMI_CONFIG_PASSPHRASE: 'a "quoted" passphrase' };
    const text = Object.values(secrets).join(" and ");
    const ran = [
      await report(name, ["preview"], would(text), secrets),
      await report(name, ["preview"], fails({ message: text, problems: [text] }), secrets),
      await report(name, ["drift", "--exit-code", "4"], text, secrets),
    ];
    const everything = JSON.stringify([ran, forge.comments, forge.issues]);
    for (const secret of Object.values(secrets)) expect(everything).not.toContain(JSON.stringify(secret).slice(1, -1));
    expect(everything).toContain("[secret] and [secret]");
  });

  it("the comment is found behind a hundred others", async () => {
    const somebody = { id: 1, login: "somebody" };
    for (let id = 1; id <= 130; id++) forge.comments.push({ id, body: "somebody's", user: somebody, author: somebody });
    await report(name, ["preview"], would("one"));
    await report(name, ["preview"], would("two"));
    expect(forge.comments).toHaveLength(131);
  });

  it("drift is one issue, updated while it lasts and closed when it is over", async () => {
    await report(name, ["drift", "--exit-code", "4"], "~ trunk: changed by hand");
    await report(name, ["drift", "--exit-code", "4"], "~ rule: changed by hand");
    expect(forge.issues).toHaveLength(1);
    expect(JSON.stringify(forge.issues[0])).toContain("rule: changed by hand");
    await report(name, ["drift", "--exit-code", "0"], "");
    expect(JSON.stringify(forge.issues[0])).toMatch(/"(state|state_event)":"close/);
    await report(name, ["drift", "--exit-code", "4"], "again");
    expect(forge.issues).toHaveLength(2);
  });

  it("drift of one stack does not change another's issue, or other issues with the label", async () => {
    const theirs = {
      id: 1,
      number: 1,
      iid: 1,
      body: "Somebody's",
      description: "Somebody's",
      labels: ["telephony-drift"],
    };
    forge.issues.push(theirs);
    await report(name, ["drift", "--exit-code", "4"], "~ trunk: changed by hand");
    await report(name, ["drift", "--exit-code", "4", "--stack", "prod"], "~ rule: changed by hand");
    await report(name, ["drift", "--exit-code", "0", "--stack", "prod"], "");
    const state = forge.issues.map((issue) => issue.state ?? issue.state_event ?? "open");
    expect(state).toEqual(["open", "open", expect.stringContaining("close")]);
    expect(forge.issues[0]).toBe(theirs);
    expect(JSON.stringify(forge.issues[1])).toContain("trunk: changed by hand");
  });

  it("a failed refresh is not drift: no issue is opened or closed, and the run fails", async () => {
    expect(await report(name, ["drift", "--exit-code", "1"], "")).toMatchObject({ exitCode: 1 });
    expect(forge.issues).toEqual([]);
  });

  it("a rejected token is named, and not shown", async () => {
    const ran = await report(name, ["preview"], would("x"), {
      GITHUB_TOKEN: "wrong-token",
      GITLAB_TOKEN: "wrong-token",
    });
    expect(ran).toMatchObject({ exitCode: 1, stdout: "" });
    expect(ran.stderr).toContain("responded with 401");
    expect(ran.stderr).not.toContain("wrong-token");
  });
});

describe("a pull request is stopped by", () => {
  it("an error that up would not fix", async () => {
    const options = await doctorSays({
      ok: false,
      findings: [error("geo-permission"), { ...error("x"), severity: "warning" }],
    });
    expect(await report("github", ["preview", ...options], would("x"))).toMatchObject({ exitCode: 3 });
    expect(forge.comments[0]?.body).toContain("- `geo-permission`: geo-permission; do this.");
  });

  it("but not by an error that up fixes, or its consequences", async () => {
    const causedBy = { id: "number-not-on-trunk", subject: number() };
    const options = await doctorSays({
      findings: [error("number-not-on-trunk", { fixable: true }), error("dial-simulation", { causedBy })],
    });
    expect(await report("github", ["preview", ...options], would("x"))).toMatchObject({ exitCode: 0 });
    expect(forge.comments[0]?.body).toContain("Calls fail until this is merged");
  });

  it("the same error of another number, if up would not fix it there", async () => {
    const elsewhere = { subject: number("+15105550101"), message: "+15105550101 is elsewhere", remedies: [] };
    const options = await doctorSays({
      findings: [error("number-not-on-trunk", { fixable: true }), error("number-not-on-trunk", elsewhere)],
    });
    expect(await report("github", ["preview", ...options], would("x"))).toMatchObject({ exitCode: 3 });
    expect(forge.comments[0]?.body).toMatch(/this change does not fix it:\*\*\n\n- .*\+15105550101 is elsewhere\.\n/);
  });

  it("a doctor that could not read the clouds", async () => {
    const options = await doctorSays({ ok: false, error: { message: "Twilio does not answer" } });
    expect(await report("github", ["preview", ...options], would("x"))).toMatchObject({ exitCode: 1 });
    expect(forge.comments[0]?.body).toContain("Twilio does not answer");
  });

  it("a doctor without output, such as one that was killed", async () => {
    await writeFile(join(folder, "doctor.json"), "");
    const ran = await report("github", ["preview", "--doctor", "doctor.json"], would("x"));
    expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("ended without the output") });
    expect(forge.comments[0]?.body).toContain("**The doctor could not run:**");
  });
});

it("outside of a pipeline, no comment is written", async () => {
  const ran = await arkenos(["report", "preview", "--stack", "dev"], { input: "x", env: {} });
  expect(ran).toMatchObject({ exitCode: 1, stdout: "" });
  expect(ran.stderr).toContain("neither GitHub Actions nor GitLab CI");
});
