import { open, readFile, rename, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { editConfigFile } from "../../stacks/operate/config-file/edit-config-file.js";
import { ACCOUNTS, StackFile } from "./stack-file.js";

const TEXT = `# saves: 0
config:
  arkenos:agents:
    reception: { systemPrompt: You answer., greetingAudio: reception.wav }
  arkenos:numbers:
    "+15105550100": { agent: reception }
`;

/** How a program that ignores the lock saves a file. */
type Save = (path: string, text: string) => Promise<void>;

const byRename: Save = async (path, text) => {
  await writeFile(`${path}.editor`, text);
  await rename(`${path}.editor`, path);
};

const inPlace: Save = async (path, text) => {
  const file = await open(path, "w");
  try {
    // Large buffers are written in parts.
    const half = Math.floor(text.length / 2);
    await file.write(text.slice(0, half));
    await file.write(text.slice(half));
  } finally {
    await file.close();
  }
};

let file: StackFile;
afterEach(() => file.dispose());

const assign = (number: string) =>
  editConfigFile(
    { file: file.path, folder: file.folder, editor: { name: "a test", timeoutMs: 10_000 }, env: ACCOUNTS },
    (draft) => draft.setNumber(number, { agent: "reception" }),
  );
const savesIn = (text: string) => Number(/^# saves: (\d+)/.exec(text)?.[1] ?? -1);
const numberOf = (index: number) => `+1206555${String(index).padStart(4, "0")}`;

describe.each([
  ["with a rename", byRename],
  ["in place", inPlace],
])("a second program that saves %s", { timeout: 120_000 }, (_, save) => {
  it("loses no save to an edit", async () => {
    file = await StackFile.with(TEXT);
    let isOver = false;
    let saves = 0;
    const hasLast = async () => (await readFile(file.path, "utf8").catch(() => "")).startsWith(`# saves: ${saves}\n`);
    const editor = async () => {
      const lost: number[] = [];
      while (!isOver) {
        // An edit that replaced a save is repeated on that save a moment later.
        for (let waits = 0; waits < 40 && !(await hasLast()); waits++) await sleep(25);
        if (!(await hasLast())) lost.push(saves);
        const text = await readFile(file.path, "utf8");
        saves++;
        await save(file.path, text.replace(/^# saves: \d+/, `# saves: ${saves}`));
        await sleep(20 + (saves % 7) * 9);
      }
      return lost;
    };
    const running = editor();
    const edits = 30;
    for (let index = 0; index < edits; index++) await assign(numberOf(index));
    isOver = true;
    expect(await running).toEqual([]);
    const text = await file.read();
    expect(saves).toBeGreaterThan(10);
    expect(savesIn(text)).toBe(saves);
  });

  it.each(["before the edit reads it", "while the edit is validated", "while the edit replaces it"])(
    "is noticed when it saves %s",
    async (moment) => {
      file = await StackFile.with(TEXT);
      const late = TEXT.replace("# saves: 0", "# saves: 1");
      const delay = {
        "before the edit looks at it": 0,
        "while the edit is judged": 4,
        "while the edit takes its place": 12,
      }[moment];
      const edit = assign("+12065550200");
      await sleep(delay);
      await save(file.path, late);
      await edit;
      const text = await file.read();
      expect(savesIn(text)).toBe(1);
    },
  );
});

it("a program that overwrites an edit with an older text finds the edit repeated", async () => {
  file = await StackFile.with(TEXT);
  let isOver = false;
  const saving = (async () => {
    for (let saves = 1; !isOver; saves++) {
      await byRename(file.path, TEXT.replace("# saves: 0", `# saves: ${saves}`));
      await sleep(400);
    }
  })();
  await assign("+12065550200");
  const text = await file.read();
  isOver = true;
  await saving;
  expect(text).toContain("+12065550200");
});
