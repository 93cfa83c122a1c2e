import { mkdir, readdir, stat, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { afterEach, describe, expect, it } from "vitest";
import { editConfigFile } from "../../stacks/operate/config-file/edit-config-file.js";
import type { ConfigDraft } from "../../stacks/operate/config-file/config-draft.js";
import { whileLocked } from "../../stacks/operate/config-file/lock.js";
import { ACCOUNTS, StackFile } from "./stack-file.js";

const HAND_WRITTEN = `# Owner: telephony team
encryptionsalt: v1:abc=:v1:def:ghi==
config:
    arkenos:agents:     # two of them
        reception:
            systemPrompt: You answer
              for Acme.
            greetingAudio: reception.wav
        night-desk: {systemPrompt: 'You take messages.', greetingAudio: night.wav}
    arkenos:livekitApiKey: APIacme
    arkenos:livekitApiSecret:
        secure: AAABAJ3k

    arkenos:agentEnv:
        OPENAI_API_KEY: {secure: AAABAMnn}
    arkenos:numbers:
        # The main line.
        '+15105550100':
            agent: reception     # since 2019

        "+15105550101":
            agent: night-desk
        # More to come.
    other:region: 007
`;

describe("editing a stack's config file", () => {
  const files: StackFile[] = [];
  afterEach(() => Promise.all(files.splice(0).map((file) => file.dispose())));

  const fileWith = async (text?: string) => {
    const file = await StackFile.with(text);
    files.push(file);
    return file;
  };
  const edit = ({ path, folder }: StackFile, change: (draft: ConfigDraft) => void, timeoutMs = 0) =>
    editConfigFile({ file: path, folder, editor: { name: "a test", timeoutMs }, env: ACCOUNTS }, change);

  it("adds a number, and keeps every other line byte for byte", async () => {
    const file = await fileWith(HAND_WRITTEN);
    const { lines, written } = await edit(file, (draft) =>
      draft.setNumber("+12065550200", { agent: "night-desk", purchase: true }),
    );
    const added = ['        "+12065550200":', "            agent: night-desk", "            purchase: true"];
    expect(lines).toEqual(added.map((line) => `+${line}`));
    expect(written).toBe(true);
    const after = (await file.read()).split("\n");
    expect(after.filter((line) => !added.includes(line))).toEqual(
      HAND_WRITTEN.split("\n").filter((line) => !added.includes(line)),
    );
    expect(after.indexOf(added[0] ?? "")).toBe(after.indexOf("        # More to come.") - 3);
  });

  it("changes a field of a number, and nothing else", async () => {
    const file = await fileWith(HAND_WRITTEN);
    await edit(file, (draft) => draft.setNumber("+15105550100", { agent: "night-desk" }));
    expect(await file.read()).toBe(
      HAND_WRITTEN.replace("            agent: reception     #", "            agent: night-desk #"),
    );
  });

  it("removes a number with its comments", async () => {
    const file = await fileWith(HAND_WRITTEN);
    await edit(file, (draft) => draft.removeNumber("+15105550101"));
    expect(await file.read()).toBe(
      HAND_WRITTEN.replace('\n        "+15105550101":\n            agent: night-desk\n', ""),
    );
  });

  it("writes a number in the style of its neighbors", async () => {
    const flow = HAND_WRITTEN.replace(
      /'\+15105550100':[^]*# More/,
      "'+15105550100': {agent: reception}\n        # More",
    );
    const file = await fileWith(flow);
    await edit(file, (draft) => draft.setNumber("+12065550200", { agent: "reception" }));
    expect(await file.read()).toContain('\n        "+12065550200": {agent: reception}\n');
  });

  it.each([
    ["that does not exist", undefined, ""],
    ["without config", "encryptionsalt: v1:abc=\n", "encryptionsalt: v1:abc=\n"],
    ["with an empty config", "config:\n", ""],
  ])("creates a file %s", async (_, text, kept) => {
    const file = await fileWith(text);
    await edit(file, (draft) => {
      draft.set("agents", { reception: { systemPrompt: "You answer.", greetingAudio: "reception.wav" } });
      draft.setNumber("+15105550100", { agent: "reception" });
    });
    expect(await file.read()).toBe(
      `${kept}config:
  arkenos:agents:
    reception:
      systemPrompt: You answer.
      greetingAudio: reception.wav
  arkenos:numbers:
    "+15105550100":
      agent: reception
`,
    );
  });

  it("reads numbers that pulumi config set wrote as JSON, and a JSON file", async () => {
    const agents = { reception: { systemPrompt: "You answer.", greetingAudio: "reception.wav" } };
    const config = { "arkenos:agents": agents, "arkenos:numbers": '{"+15105550100":{"agent":"reception"}}' };
    const file = await fileWith(JSON.stringify({ encryptionsalt: "v1:abc=", config }));
    await edit(file, (draft) => draft.setNumber("+15105550101", { agent: "reception" }));
    expect(await file.read()).toContain('"+15105550100": {agent: reception}, "+15105550101": {agent: reception}');
    expect(await file.read()).toContain('"encryptionsalt": "v1:abc="');
  });

  it("keeps Windows line endings", async () => {
    const file = await fileWith(HAND_WRITTEN.replaceAll("\n", "\r\n"));
    await edit(file, (draft) => draft.setNumber("+12065550200", { agent: "reception" }));
    expect((await file.read()).replaceAll("\r\n", "")).not.toContain("\n");
  });

  it("does not touch the file when nothing changes", async () => {
    const file = await fileWith(HAND_WRITTEN);
    const { mtimeMs } = await stat(file.path);
    expect(await edit(file, (draft) => draft.setNumber("+15105550100", { agent: "reception" }))).toMatchObject({
      written: false,
      lines: [],
    });
    expect((await stat(file.path)).mtimeMs).toBe(mtimeMs);
  });

  it("leaves nothing beside the file", async () => {
    const file = await fileWith(HAND_WRITTEN);
    await edit(file, (draft) => draft.removeNumber("+15105550101"));
    expect(await readdir(file.folder)).toEqual(["Pulumi.dev.yaml"]);
  });

  describe("is refused, and changes nothing,", () => {
    const refused = async (text: string, change: (draft: ConfigDraft) => void) => {
      const file = await fileWith(text);
      const error = await edit(file, change).then(
        () => undefined,
        (reason: unknown) => reason as Error,
      );
      expect(await file.read()).toBe(text);
      expect(await readdir(file.folder)).toEqual(["Pulumi.dev.yaml"]);
      return error?.message;
    };

    it("if the YAML is invalid, with line and column", async () => {
      const broken = 'config:\n  arkenos:namePrefix: "Acme\n  arkenos:adopt: never\n';
      expect(await refused(broken, (draft) => draft.removeNumber("+15105550100"))).toMatch(
        /^Pulumi\.dev\.yaml:4:1: missing closing "quote; correct the YAML$/,
      );
      expect(await refused("config:\n  a: 1\n  a: 2\n", () => undefined)).toMatch(/^Pulumi\.dev\.yaml:3:3: map keys/);
    });

    it("if the stack would refuse the result", async () => {
      expect(await refused(HAND_WRITTEN, (draft) => draft.setNumber("+12065550200", { agent: "sales" }))).toMatch(
        /numbers\["\+12065550200"\]\.agent: there is no agent "sales"; agents are reception, night-desk/,
      );
      expect(await refused(HAND_WRITTEN, (draft) => draft.setNumber("2065550200", { agent: "reception" }))).toMatch(
        /numbers\["2065550200"\]: is not in E\.164/,
      );
    });

    it("if the config was invalid before: a number without quotes loses its plus", async () => {
      const unquoted = HAND_WRITTEN.replace("'+15105550100'", "+15105550100");
      expect(await refused(unquoted, (draft) => draft.setNumber("+12065550200", { agent: "reception" }))).toMatch(
        /numbers\["15105550100"\]: is not in E\.164 format; write \+15105550100, in quotes/,
      );
    });

    it("if the numbers are encrypted, or are not numbers", async () => {
      const text = (value: string) => `config:\n  arkenos:numbers: ${value}\n`;
      const assign = (draft: ConfigDraft) => draft.setNumber("+15105550100", { agent: "reception" });
      expect(await refused(text("{ secure: AAAB }"), assign)).toMatch(/: numbers: is encrypted/);
      expect(await refused(text("[1, 2]"), assign)).toMatch(/: numbers: is not a map of keys;/);
      expect(await refused("config: [1]\n", assign)).toMatch(/: config: is not a map of keys/);
      expect(await refused("just text\n", assign)).toMatch(/is not a map of keys/);
    });
  });

  describe("while another command edits it", () => {
    const lockOf = ({ path }: StackFile) => `${path}.lock`;

    it("names the command", async () => {
      const file = await fileWith(HAND_WRITTEN);
      const remove = () => edit(file, (draft) => draft.removeNumber("+15105550101"));
      await whileLocked(file.path, { name: "arkenos numbers buy" }, async () => {
        await expect(remove()).rejects.toThrow(
          `Pulumi.dev.yaml is being edited by arkenos numbers buy (process ${process.pid} on ${hostname()})`,
        );
      });
      expect(await file.read()).toBe(HAND_WRITTEN);
      await remove();
      expect(await file.read()).not.toBe(HAND_WRITTEN);
    });

    it("waits for it, so that no edit is lost", async () => {
      const file = await fileWith(HAND_WRITTEN);
      const numbers = Array.from({ length: 8 }, (_, index) => `+1206555020${index}`);
      await Promise.all(
        numbers.map((number) => edit(file, (draft) => draft.setNumber(number, { agent: "reception" }), 10_000)),
      );
      const text = await file.read();
      for (const number of numbers) expect(text).toContain(number);
    });

    it("takes over from one that died", async () => {
      const file = await fileWith(HAND_WRITTEN);
      await mkdir(lockOf(file));
      const longAgo = new Date(Date.now() - 60_000);
      await utimes(lockOf(file), longAgo, longAgo);
      await edit(file, (draft) => draft.removeNumber("+15105550101"));
      expect(await file.read()).not.toContain("+15105550101");
    });
  });
});
