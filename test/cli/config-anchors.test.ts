import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { editConfigFile } from "../../stacks/operate/config-file/edit-config-file.js";
import type { ConfigDraft } from "../../stacks/operate/config-file/config-draft.js";
import { ACCOUNTS, StackFile } from "./stack-file.js";

const AGENTS = `  arkenos:agents:
    reception: &persona { systemPrompt: You answer., greetingAudio: hello.wav }
    night-desk:
      <<: *persona
      systemPrompt: You take messages.
`;

let file: StackFile;
afterEach(() => file.dispose());

/** Edits the numbers of a file, and returns the numbers and the file's text afterwards. */
async function edited(numbers: string, change: (draft: ConfigDraft) => void) {
  file = await StackFile.with(`config:\n${AGENTS}${numbers}`);
  await editConfigFile({ file: file.path, folder: file.folder, editor: { name: "a test" }, env: ACCOUNTS }, change);
  const text = await file.read();
  const { config } = parse(text, { merge: true }) as { config: Record<string, Record<string, unknown>> };
  expect(config["arkenos:agents"]?.["night-desk"]).toEqual({
    systemPrompt: "You take messages.",
    greetingAudio: "hello.wav",
  });
  return { numbers: config["arkenos:numbers"], text };
}

const [ONE, TWO, THREE] = ["+15105550100", "+15105550101", "+15105550102"] as const;
const RECEPTION = { agent: "reception" };
const NIGHT = { agent: "night-desk" };

describe("an edit of a file with anchors", () => {
  const shared = `  arkenos:numbers:
    "${ONE}": &main { agent: reception, move: true } # the main line
    "${TWO}": *main
    "${THREE}": *main
`;
  const main = { agent: "reception", move: true };

  it("changes the number with the anchor, and not its aliases", async () => {
    const { numbers, text } = await edited(shared, (draft) => draft.setNumber(ONE, NIGHT));
    expect(numbers).toEqual({ [ONE]: { ...main, ...NIGHT }, [TWO]: main, [THREE]: main });
    expect(text).toContain("# the main line");
    expect(text).toContain(`"${THREE}": *main`);
  });

  it("changes a number that is an alias, and keeps the rest of the alias", async () => {
    const { numbers, text } = await edited(shared, (draft) => draft.setNumber(TWO, NIGHT));
    expect(numbers).toEqual({ [ONE]: main, [TWO]: { ...main, ...NIGHT }, [THREE]: main });
    expect(text).toContain(`"${THREE}": *main`);
  });

  it("removes the number with the anchor", async () => {
    const { numbers } = await edited(shared, (draft) => draft.removeNumber(ONE));
    expect(numbers).toEqual({ [TWO]: main, [THREE]: main });
  });
});

describe("an edit of a file with merge keys", () => {
  const merged = `  x:all: &all
    "${ONE}": { agent: reception }
    "${TWO}": { agent: reception }
  arkenos:numbers:
    <<: *all
    "${THREE}": { agent: reception }
`;

  it("adds a number beside the merged ones", async () => {
    const { numbers, text } = await edited(merged, (draft) => draft.setNumber("+12065550200", NIGHT));
    expect(numbers).toEqual({ [ONE]: RECEPTION, [TWO]: RECEPTION, [THREE]: RECEPTION, "+12065550200": NIGHT });
    expect(text).toContain("<<: *all");
  });

  it("changes a number from a merge", async () => {
    const { numbers, text } = await edited(merged, (draft) => draft.setNumber(ONE, NIGHT));
    expect(numbers).toEqual({ [ONE]: NIGHT, [TWO]: RECEPTION, [THREE]: RECEPTION });
    expect(text).toContain("<<: *all");
  });

  it("removes a number from a merge, and keeps the others", async () => {
    const { numbers } = await edited(merged, (draft) => draft.removeNumber(ONE));
    expect(numbers).toEqual({ [TWO]: RECEPTION, [THREE]: RECEPTION });
  });

  it("changes a field of a number whose fields come from a merge", async () => {
    const fields = `  x:main: &main { agent: reception, move: true }
  arkenos:numbers:
    "${ONE}": { <<: *main }
    "${TWO}": { <<: *main, move: false }
`;
    const { numbers } = await edited(fields, (draft) => draft.setNumber(TWO, NIGHT));
    expect(numbers).toEqual({ [ONE]: { agent: "reception", move: true }, [TWO]: { ...NIGHT, move: false } });
    await file.dispose();
    const without = await edited(fields, (draft) => draft.setNumber(ONE, { move: undefined }));
    expect(without.numbers?.[ONE]).toEqual(RECEPTION);
  });
});

describe("an edit of a section with an anchor", () => {
  const section = `  arkenos:inbound: &calls # Ask Ann.
    # Calls last an hour at most.
    maxCallDurationSeconds: 3600 # by Bob
  other:calls: *calls
`;
  const withSection = (change: (draft: ConfigDraft) => void) =>
    edited(`${section}  arkenos:numbers: { "${ONE}": { agent: reception } }\n`, change);

  it("adds fields to a section, and keeps its comments and what refers to it", async () => {
    const { text } = await withSection((draft) => draft.addFields("inbound", { ringingTimeoutSeconds: 20 }));
    expect(text).toMatch(/# Ask Ann\.\n +# Calls last an hour at most\.\n.* # by Bob\n +ringingTimeoutSeconds: 20\n/);
    expect(parse(text)).toMatchObject({ config: { "other:calls": { maxCallDurationSeconds: 3600 } } });
    expect(text.match(/ringingTimeoutSeconds/g)).toHaveLength(1);
  });

  it.each<[string, (draft: ConfigDraft) => void]>([
    ["replaced", (draft) => draft.set("inbound", { ringingTimeoutSeconds: 20 })],
    ["removed", (draft) => draft.unset("inbound")],
  ])("keeps what refers to a section that is %s", async (_, change) => {
    const { text } = await withSection(change);
    expect(parse(text)).toMatchObject({ config: { "other:calls": { maxCallDurationSeconds: 3600 } } });
  });
});
