import { readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { editConfigFile } from "../../stacks/operate/config-file/edit-config-file.js";
import type { ConfigDraft } from "../../stacks/operate/config-file/config-draft.js";
import { ACCOUNTS, StackFile } from "./stack-file.js";

describe("an edit validates the merged config", () => {
  const files: StackFile[] = [];
  afterEach(() => Promise.all(files.splice(0).map((file) => file.dispose())));

  const fileWith = async (text: string) => {
    const file = await StackFile.with(text);
    files.push(file);
    return file;
  };
  const edit = ({ path, folder }: StackFile, change: (draft: ConfigDraft) => void) =>
    editConfigFile({ file: path, folder, editor: { name: "a test" }, env: ACCOUNTS }, change);

  const PROJECT = `name: telephony
runtime: nodejs
config:
  arkenos:agents:
    value:
      reception: { systemPrompt: You answer., greetingAudio: reception.wav }
      night-desk: { systemPrompt: You take messages., greetingAudio: night.wav }
  arkenos:numbers:
    value:
      "+15105550100": { agent: reception }
      "+15105550101": { agent: night-desk }
  arkenos:defaultAgent: reception
`;
  const inProject = async (text: string) => {
    const file = await fileWith(text);
    await writeFile(join(file.folder, "Pulumi.yaml"), PROJECT);
    return file;
  };

  it("so that an agent of Pulumi.yaml can get a number, and a number there is not lost", async () => {
    const file = await inProject("config:\n  other:region: eu\n");
    await edit(file, (draft) => draft.setNumber("+12065550200", { agent: "night-desk" }));
    expect(await file.read()).toBe(`config:
  other:region: eu
  arkenos:numbers:
    "+15105550100":
      agent: reception
    "+15105550101":
      agent: night-desk
    "+12065550200":
      agent: night-desk
`);
  });

  it("so that a number of Pulumi.yaml can be removed, and one that already matches is not touched", async () => {
    const file = await inProject("config: {}\n");
    await edit(file, (draft) => draft.setNumber("+15105550100", { agent: "reception" }));
    expect(await file.read()).toBe("config: {}\n");
    await edit(file, (draft) => draft.removeNumber("+15105550100"));
    const { config } = parse(await file.read()) as { config: object };
    expect(config).toEqual({ "arkenos:numbers": { "+15105550101": { agent: "night-desk" } } });
  });

  it("so that fields are added to an object of Pulumi.yaml, which keeps its own", async () => {
    const file = await fileWith("config: {}\n");
    await writeFile(
      join(file.folder, "Pulumi.yaml"),
      `${PROJECT}  arkenos:outbound:\n    value: { fromNumbers: ["+15105550100"], transport: tls }\n`,
    );
    await edit(file, (draft) => draft.addFields("outbound", { transport: "tcp" }));
    expect(await file.read()).toBe("config: {}\n");
    await edit(file, (draft) => draft.addFields("outbound", { transport: "tcp", destinationCountry: "US" }));
    expect(parse(await file.read())).toEqual({
      config: {
        "arkenos:outbound": { fromNumbers: ["+15105550100"], transport: "tls", destinationCountry: "US" },
      },
    });
  });

  it("when the stacks' files are in a folder outside the project, and one of them is a link", async () => {
    const [{ folder }, elsewhere] = [await inProject(""), await fileWith("")];
    await writeFile(join(folder, "prompt.md"), "You answer.");
    const path = join(elsewhere.folder, "Pulumi.prod.yaml");
    await symlink(elsewhere.path, path);
    await editConfigFile({ file: path, folder, editor: { name: "a test" }, env: ACCOUNTS }, (draft) =>
      draft.addAgent("sales", { systemPromptFile: "prompt.md", greetingAudio: "sales.wav" }),
    );
    expect(parse(await readFile(path, "utf8"))).toMatchObject({
      config: {
        "arkenos:agents": {
          reception: {},
          "night-desk": {},
          sales: { systemPromptFile: "prompt.md", greetingAudio: "sales.wav" },
        },
      },
    });
  });

  it("with the values of environments, which an edit of the file cannot remove", async () => {
    const file = await fileWith("environment: [shared]\nconfig:\n  arkenos:defaultAgent: reception\n");
    const decrypted = {
      "arkenos:agents": JSON.stringify({ reception: { systemPrompt: "You answer.", greetingAudio: "reception.wav" } }),
      "arkenos:numbers": JSON.stringify({ "+15105550100": { agent: "reception" } }),
    };
    const editWith = (change: (draft: ConfigDraft) => void) =>
      editConfigFile(
        { file: file.path, folder: file.folder, editor: { name: "a test" }, env: ACCOUNTS, decrypted },
        change,
      );
    await editWith((draft) => draft.setNumber("+12065550200", { agent: "reception" }));
    expect(await file.read()).toContain('  arkenos:numbers:\n    "+12065550200":\n      agent: reception\n');
    await expect(editWith((draft) => draft.removeNumber("+15105550100"))).rejects.toThrow(
      'Pulumi.dev.yaml: numbers["+15105550100"]: is set in an environment of the stack',
    );
    await expect(editWith((draft) => draft.setNumber("+12065550201", { agent: "sales" }))).rejects.toThrow(
      'there is no agent "sales"; agents are reception',
    );
  });
});
