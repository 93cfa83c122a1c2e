import { afterEach, describe, expect, it } from "vitest";
import { referencesTo, referringIn } from "../../stacks/operate/cli/agents/references.js";
import type { ConfigDraft } from "../../stacks/operate/config-file/config-draft.js";
import { editConfigFile } from "../../stacks/operate/config-file/edit-config-file.js";
import { ACCOUNTS, StackFile } from "./stack-file.js";

const HAND_WRITTEN = `config:
  arkenos:agents:
    # Day and night.
    reception:
      systemPrompt: You answer for Acme. # by Ann
      greetingAudio: reception.wav
    night-desk: { systemPrompt: 'You take messages.', greetingAudio: night.wav }
  arkenos:numbers:
    "+15105550100": { agent: reception } # the main line
`;

describe("editing the agents of a config file", () => {
  const files: StackFile[] = [];
  afterEach(() => Promise.all(files.splice(0).map((file) => file.dispose())));

  const edited = async (text: string, change: (draft: ConfigDraft) => void, decrypted?: Record<string, string>) => {
    const file = await StackFile.with(text);
    files.push(file);
    const options = {
      file: file.path,
      folder: file.folder,
      editor: { name: "a test" },
      env: ACCOUNTS,
      ...(decrypted && { decrypted }),
    };
    await editConfigFile(options, change);
    return file.read();
  };

  it("renames one and keeps its place, its fields and every comment", async () => {
    const after = await edited(HAND_WRITTEN, (draft) => {
      draft.renameAgent("reception", "front-desk");
      draft.setNumber("+15105550100", { agent: "front-desk" });
    });
    expect(after).toBe(
      HAND_WRITTEN.replace("reception:\n", "front-desk:\n").replace("agent: reception", "agent: front-desk"),
    );
  });

  it("renames one that comes by a merge, and leaves what it came from", async () => {
    const text = `others: &all
  reception: { systemPrompt: You answer., greetingAudio: reception.wav }
config:
  arkenos:agents:
    <<: *all
    night-desk: { systemPrompt: You take messages., greetingAudio: night.wav }
`;
    const after = await edited(text, (draft) => draft.renameAgent("reception", "front-desk"));
    expect(after).toMatch(/^others: &all\n {2}reception: /);
    expect(after).toMatch(/front-desk:\s+systemPrompt: You answer\./);
    expect(after.match(/reception:/g)).toHaveLength(1);
  });

  it("removes one, also under a name that YAML reads as a number", async () => {
    const after = await edited(HAND_WRITTEN.replace("night-desk:", "42:"), (draft) => draft.removeAgent("42"));
    expect(after).toBe(HAND_WRITTEN.replace(/ {4}night-desk: .*\n/, ""));
  });

  it("does not leave a number without its agent", async () => {
    await expect(edited(HAND_WRITTEN, (draft) => draft.removeAgent("reception"))).rejects.toThrow(
      'there is no agent "reception"',
    );
  });

  it("does not remove or rename one that an environment of the stack would put back", async () => {
    const decrypted = {
      "arkenos:agents": JSON.stringify({ day: { systemPrompt: "You answer.", greetingAudio: "day.wav" } }),
    };
    const text = HAND_WRITTEN.replace(/^/, "environment: [acme]\n");
    for (const change of [
      (draft: ConfigDraft) => draft.removeAgent("day"),
      (draft: ConfigDraft) => draft.renameAgent("day", "morning"),
    ])
      await expect(edited(text, change, decrypted)).rejects.toMatchObject({
        problems: [{ path: ["agents", "day"], code: "set_in_environment", remedy: "remove it there" }],
      });
  });

  it("knows what refers to an agent in the merged config", async () => {
    const decrypted = { "arkenos:defaultAgent": "reception" };
    let references = {};
    await edited(
      `environment: [acme]\n${HAND_WRITTEN}`,
      (draft) => (references = referencesTo("reception", referringIn(draft))),
      decrypted,
    );
    expect(references).toEqual({ numbers: ["+15105550100"], isDefault: true });
  });
});
