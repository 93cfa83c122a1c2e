import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arkenos, arkenosJson } from "../cli/terminal.js";
import { answering, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";
import { ARKENOS } from "../terminal/arkenos.js";
import { KEYS, Terminal } from "../terminal/terminal.js";

const NUMBER = "+15105550100";
const TYPE = "pulumi-nodejs:dynamic/acme:Webhook";
const URL = "https://acme.example";

let stack: TelephonyStack;
beforeAll(async () => {
  stack = await TelephonyStack.start({ twilio: { owned: [NUMBER] } }, "foreign");
  await stack.workspace.configure(answering({ [NUMBER]: {} }));
}, longTimeout.timeout);
afterAll(() => stack?.dispose());

const here = () => ({ cwd: stack.workspace.folder, env: stack.workspace.env });
const declare = (webhooks: Readonly<Record<string, string>>, team = "") =>
  stack.workspace.pointAt({ WEBHOOKS: JSON.stringify(webhooks), TEAM: team });
const urns = async () => {
  const { deployment } = JSON.parse(await stack.workspace.state()) as { deployment: { resources?: { urn: string }[] } };
  return (deployment.resources ?? []).map(({ urn }) => urn);
};
const names = async () =>
  (await urns()).map((urn) => urn.slice(urn.lastIndexOf("::") + 2)).filter((name) => /^(hook|crew)/.test(name));

/** Types a command, and answers its question. */
async function asked(keys: string, question: string, ...words: string[]) {
  const { workspace } = stack;
  const terminal = Terminal.open({ command: [...ARKENOS, ...words], cwd: workspace.folder, env: workspace.env });
  try {
    await terminal.until(question);
    terminal.type(keys);
    return { exitCode: await terminal.ended, screen: await terminal.screen() };
  } finally {
    await terminal.close();
  }
}

describe("a program with resources of other providers", longTimeout, () => {
  it("is previewed with all of them, and counted as the engine counts", async () => {
    declare({ hook: URL }, "crew");
    const { exitCode, stdout, stderr } = await arkenos(["preview", "--detailed-exitcode"], here());
    expect({ exitCode, stderr }).toEqual({ exitCode: 4, stderr: "" });
    expect(stdout).toContain(`+ Pulumi  ${TYPE} hook: to create\n`);
    expect(stdout).toContain("+ Pulumi  acme:index:Team crew: to create\n");
    const engine = await stack.workspace.succeed("preview");
    const [, counted] = /\+ (\d+) to create/.exec(engine) ?? [];
    expect(stdout).toContain(`\n${counted} to create, 2 contract changes.\n`);
  });

  it("is deployed with all of them, and then has no changes", async () => {
    const up = await arkenosJson(["up", "--yes"], here());
    expect({ exitCode: up.exitCode, stderr: up.stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(up.answer.changes).toContainEqual(
      expect.objectContaining({
        ...{ op: "create", type: TYPE, name: "hook", id: "hook-1", label: `${TYPE} hook`, fields: [] },
      }),
    );
    const preview = await arkenos(["preview", "--detailed-exitcode"], here());
    expect(preview).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^No changes: 10 resources match\.\n/),
    });
  });

  it("shows an edit of one field by field", async () => {
    declare({ hook: `${URL}/new` }, "crew");
    const { exitCode, stdout } = await arkenos(["preview", "--detailed-exitcode"], here());
    expect(exitCode).toBe(4);
    expect(stdout).toContain(
      `~ Pulumi  ${TYPE} hook: to update\n    url: ${URL} → ${URL}/new\n1 to update; 9 unchanged.\n`,
    );
  });

  it("asks before it deletes only one of them, and keeps it without confirmation", async () => {
    declare({}, "");
    const preview = await arkenos(["preview", "--detailed-exitcode"], here());
    expect(preview.exitCode).toBe(4);
    expect(preview.stdout).toContain(`- Pulumi  ${TYPE} hook: to delete\n`);
    expect(preview.stdout).toContain("\n2 to delete; 9 unchanged.\n");
    const refused = await asked(KEYS.enter, "Apply these changes?", "up");
    expect(refused.screen).toContain(`- Pulumi  ${TYPE} hook: to delete`);
    expect(refused.exitCode).toBe(1);
    expect(await names()).toEqual(["crew", "hook"]);
  });

  it("says which of them up deleted", async () => {
    const { exitCode, stdout } = await arkenos(["up", "--yes"], here());
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`- Pulumi  ${TYPE} hook: deleted\n`);
    expect(await names()).toEqual([]);
  });

  it("is destroyed after a question, even when no telephony object remains", async () => {
    declare({ hook: URL });
    await stack.workspace.succeed("up", "--yes", "--skip-preview");
    const ours = (await urns()).filter((urn) => urn.includes("SipTopology"));
    await stack.workspace.destroy(...ours.flatMap((urn) => ["--target", urn]), "--target-dependents");
    const { exitCode, screen } = await asked("y", "Destroy dev?", "destroy");
    expect({ exitCode, screen }).toEqual({ exitCode: 0, screen: expect.stringContaining(`${TYPE} hook: deleted`) });
    expect(await names()).toEqual([]);
  });
});
