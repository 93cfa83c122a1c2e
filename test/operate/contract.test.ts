import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arkenos, arkenosJson } from "../cli/terminal.js";
import { answering, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";
import { talking } from "../talking.js";

const NUMBER = "+15105550100";
const reception = { systemPromptFile: "reception.md", greeting: "Acme, hello.", ...talking };
const nightDesk = { systemPrompt: "You take messages.", ...talking };

let stack: TelephonyStack;
beforeAll(async () => {
  stack = await TelephonyStack.start({ twilio: { owned: [NUMBER] } });
  await prompt("You answer for Acme.\nBe brief.");
  await configure("reception", { reception, "night-desk": nightDesk });
}, longTimeout.timeout);
afterAll(() => stack?.dispose());

const here = () => ({ cwd: stack.workspace.folder, env: stack.workspace.env });
const prompt = (text: string) => writeFile(join(stack.workspace.folder, "reception.md"), text);
const configure = (agent: string, agents: object) =>
  stack.workspace.configure({ ...answering({ [NUMBER]: { agent } }), agents });
const answeredBy = async () => (await stack.workspace.outputs()).numbers;

describe("the routing table", longTimeout, () => {
  it("is part of the first preview, although its trunks do not exist yet", async () => {
    const { stdout } = await arkenos(["preview"], here());
    expect(stdout).toContain(`+ ${NUMBER}: (no agent) → reception\n`);
    expect(stdout).toMatch(/\n11 to create, 3 contract changes\.\n/);
    await stack.workspace.up();
    expect(await arkenos(["preview", "--detailed-exitcode"], here())).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^No changes: 9 resources match\.\n/),
    });
  });

  it("shows an edit that changes no cloud in preview, as a change", async () => {
    await prompt("You answer for Acme.\nTake your time.");
    await configure("night-desk", {
      reception: { ...reception, greeting: "Acme, good day." },
      "night-desk": nightDesk,
    });
    const before = stack.calls.length;
    const { exitCode, stdout } = await arkenos(["preview", "--detailed-exitcode"], here());
    expect(exitCode).toBe(4);
    expect(stdout.split("\n")).toEqual([
      `~ ${NUMBER}: reception → night-desk`,
      "~ reception: greeting changed",
      "    - Acme, hello.",
      "    + Acme, good day.",
      "~ reception: systemPrompt changed",
      "      You answer for Acme.",
      "    - Be brief.",
      "    + Take your time.",
      "3 contract changes; 9 unchanged.",
      "The clouds have not been read into the state yet; use --refresh to read them first.",
      "",
    ]);
    expect(stack.calls).toHaveLength(before);
  });

  it("is in preview's JSON, and updated by up", async () => {
    const preview = await arkenosJson(["preview"], here());
    expect(preview.answer.contract).toContainEqual({
      ...{ path: ["numbers", NUMBER], before: "reception", after: "night-desk" },
    });
    const { exitCode, answer } = await arkenosJson(["up", "--yes"], here());
    expect({ exitCode, contract: answer.contract }).toEqual({ exitCode: 0, contract: preview.answer.contract });
    expect(await answeredBy()).toEqual({ [NUMBER]: "night-desk" });
    expect((await arkenos(["preview", "--detailed-exitcode"], here())).exitCode).toBe(0);
  });

  it("is not all that counts: preview names another output that changes", async () => {
    await appendFile(join(stack.workspace.folder, "index.js"), 'export const emea = "one";\n');
    const { exitCode, stdout } = await arkenos(["preview", "--detailed-exitcode"], here());
    expect({ exitCode, stdout }).toEqual({
      exitCode: 4,
      stdout: expect.stringMatching(/^~ output emea: changed\n1 output change; 9 unchanged\.\n/),
    });
  });

  it("is shown by up --refresh and by provision, although they read the clouds first", async () => {
    for (const [agent, ...words] of [
      ["reception", "up", "--refresh"],
      ["night-desk", "provision"],
    ] as const) {
      await configure(agent, { reception, "night-desk": nightDesk });
      const { exitCode, stdout } = await arkenos([...words, "--yes"], here());
      expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringMatching(`→ ${agent}\n`) });
      expect(await answeredBy()).toEqual({ [NUMBER]: agent });
    }
  });
});
