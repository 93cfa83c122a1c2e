import { PassThrough, Writable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import type { Context } from "../../stacks/operate/cli/stack/context.js";
import { confirm, report } from "../../stacks/operate/cli/terminal/prompt.js";
import { wrapped } from "../../stacks/operate/cli/terminal/wrap.js";
import { arkenos } from "./terminal.js";

/** Some text of every kind that the command prints. */
const TEXT = [
  "✗ origination-host  +15105550100 leads to sip:abc.sip.livekit.cloud;transport=tcp, which is not this project's host. Fix: run arkenos refresh, then arkenos up --stack prod --yes.",
  "  The document is at https://www.twilio.com/docs/sip-trunking/api/origination-url-resource#create (TK00000000000000000000000000000001/OU00000000000000000000000000000001).",
  "Choose by flags: arkenos import --trunk TK00000000000000000000000000000001 --rule SDR_222222222224, or see its help",
  "  arkenos doctor --only origination-host number-not-on-trunk rule-hides-number --probe agent-joins",
  "+15105550100  reception  not answered: ends at the inbound trunk: no inbound trunk accepts the number",
];

/** What a person copies: a command, or a word. */
const COPIED = [
  "arkenos up --stack prod --yes",
  "arkenos import --trunk TK00000000000000000000000000000001 --rule SDR_222222222224",
  TEXT[3] as string,
  ...TEXT.join(" ").split(/\s+/),
];

describe("text at a terminal", () => {
  it.each([20, 40, 80])("of %i columns keeps every id, URL and command whole, and loses nothing", (columns) => {
    const shown = wrapped(TEXT.join("\n"), columns);
    for (const copied of COPIED) expect(shown).toContain(copied);
    expect(shown.split(/\s+/)).toEqual(TEXT.join("\n").split(/\s+/));
    for (const line of shown.split("\n").filter((each) => each.length > columns)) {
      const [, ...more] = line.trim().split(" ");
      expect(more.length === 0 || COPIED.some((copied) => copied.includes(" ") && line.includes(copied)), line).toBe(
        true,
      );
    }
  });

  it("continues below the last column, or below the text", () => {
    expect(wrapped("Last run  up succeeded, who ran it is not recorded", 30)).toBe(
      "Last run  up succeeded, who\n          ran it is not\n          recorded",
    );
    expect(wrapped("✗ a-check-with-a-long-name  The trunk has no host", 30)).toBe(
      "✗ a-check-with-a-long-name\n  The trunk has no host",
    );
    expect(wrapped("    name: Old name → New name", 20)).toBe("    name: Old name →\n    New name");
  });

  it("takes a line that begins with the word export for a sentence, unless it sets a variable", () => {
    expect(wrapped("  export the environment of the worker", 30)).toBe("  export the environment of\n  the worker");
    const set = "  export LIVEKIT_URL=ws://127.0.0.1:7880 # in the shell of your stack";
    expect(wrapped(set, 30)).toBe(set);
  });

  it("measures colors as nothing", () => {
    const line = "\u001b[31m✗ one\u001b[39m  two three";
    expect(wrapped(line, 16)).toBe(line);
    expect(stripVTControlCharacters(wrapped(line, 12))).toBe("✗ one  two\n  three");
  });

  it("leaves what fits, and everything in a pipe", () => {
    expect(wrapped(TEXT.join("\n"), 400)).toBe(TEXT.join("\n"));
    expect(wrapped(TEXT.join("\n"), undefined)).toBe(TEXT.join("\n"));
  });
});

it("an answer and a failure wrap at a terminal, and a script for a shell never does", async () => {
  const widths = { stdout: 40, stderr: 40 };
  const longest = (text: string) => Math.max(...text.split("\n").map(({ length }) => length));
  const wrong = ["doctor", "--only", "no-such-check"];
  expect(longest((await arkenos(wrong)).stderr)).toBeGreaterThan(40);
  expect(longest((await arkenos(wrong, { widths })).stderr)).toBeLessThanOrEqual(40);
  const list = await arkenos(["doctor", "--list"], { widths });
  expect(list.stdout).toMatch(/^ {2}arkenos doctor --only .{30,}$/m);
  const script = ["completion", "bash"];
  expect((await arkenos(script, { widths })).stdout).toBe((await arkenos(script)).stdout);
});

it("help wraps at a terminal, and an example of a command stays whole", async () => {
  const help = await arkenos(["init", "--help"], { columns: 60, widths: { stdout: 60 } });
  const long = help.stdout.split("\n").filter((line) => line.length > 60);
  expect(long.map((line) => line.trim().split(" ")[0])).toEqual(["arkenos", "arkenos"]);
  expect(help.stdout).toContain("\n(LIVEKIT_API_SECRET, and TWILIO_AUTH_TOKEN");
});

it.each([
  ["a question", (context: Context, text: string) => confirm(context, text)],
  ["a report between questions", (context: Context, text: string) => report(context, "error", text)],
])("%s wraps beside its frame, and a command and an id stay whole", async (_, ask) => {
  const stdin = new PassThrough();
  let shown = "";
  const write = (chunk: Buffer, _encoding: string, done: () => void) => {
    shown += chunk.toString();
    done();
  };
  const stderr = Object.assign(new Writable({ write }), { columns: 46 });
  const io = { stdin, stderr, isTerminal: true, widths: { stderr: 46 } };
  const asked = ask({ io, json: false, yes: false } as unknown as Context, [TEXT[0], TEXT[4]].join("\n"));
  await setTimeout(100);
  stdin.write("y");
  await asked;
  const text = stripVTControlCharacters(shown);
  for (const whole of ["arkenos up --stack prod --yes", "sip:abc.sip.livekit.cloud;transport=tcp"])
    expect(text).toContain(whole);
  for (const line of text.split("\n")) expect(line.trimEnd().length).toBeLessThanOrEqual(46);
});

describe("text with characters of two columns", () => {
  const name = "東京の受付デスクと夜間の受付デスク";
  const text = `+ LiveKit  inbound trunk "${name}" answers ${name} ☎️ 📞 and then ${name} until the end`;

  it.each([30, 40, 60])("is wrapped by the columns that it takes, %i of them", (columns) => {
    const lines = wrapped(text, columns).split("\n");
    for (const line of lines.filter((each) => each.trim().includes(" ")))
      expect(columnsOf(line)).toBeLessThanOrEqual(columns);
    expect(lines.join(" ").split(/\s+/)).toEqual(text.split(/\s+/));
  });

  it("is indented below the column where its sentence begins", () => {
    const [first = "", second = ""] = wrapped("夜間デスク  one two three four five six seven", 30).split("\n");
    expect(columnsOf(second) - columnsOf(second.trimStart())).toBe(columnsOf(first.slice(0, first.indexOf("one"))));
  });
});

/** Two columns for each ideograph, kana and emoji of these texts, counted without the library. */
function columnsOf(text: string): number {
  const letters = Array.from(text.replaceAll("\uFE0F", ""));
  return letters.reduce((sum, letter) => sum + (/[\u3000-\u9fff]|\p{Extended_Pictographic}/u.test(letter) ? 2 : 1), 0);
}
