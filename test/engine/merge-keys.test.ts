import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ConfigDraft } from "../../stacks/operate/config-file/config-draft.js";
import { engineConfigOf } from "../../stacks/operate/config-file/engine-config.js";
import { longTimeout, TelephonyStack } from "./telephony-stack.js";

type Values = Readonly<Record<string, unknown>>;

/** Merge keys that a stack's file may have, as `config:` and below. */
const FILES: readonly (readonly [what: string, config: string])[] = [
  [
    "one map",
    `config:
  arkenos:numbers:
    "+15105550100": &main { agent: reception, move: true }
    "+15105550101": { <<: *main, agent: sales }
    "+15105550102": { move: false, <<: *main }
`,
  ],
  [
    "several maps, of which the first wins",
    `config:
  arkenos:agents:
    one: &one { llm: a, stt: b }
    two: &two { llm: c, tts: d }
    three:
      <<: [*one, *two]
      greeting: Hello.
`,
  ],
  [
    "a map that merges another one",
    `config:
  arkenos:agents:
    one: &one { tools: [{ type: dtmf }], interruptions: { enabled: true, minWords: 2 } }
    two: &two { <<: *one, greeting: Hi. }
    three: { <<: *two, interruptions: { enabled: false } }
`,
  ],
  [
    "maps of the whole config",
    `config:
  arkenos:outbound: &out { enabled: true }
  arkenos:trunk: { <<: *out, secure: false }
  <<: { arkenos:namePrefix: Acme }
`,
  ],
  ["a key in quotes", `config:\n  arkenos:inbound: { '<<': { roomPrefix: call }, media: {} }\n`],
  ["a key in quotes in a block", 'config:\n  arkenos:inbound:\n    "<<": { roomPrefix: call }\n'],
  ["a text that is no key", 'config:\n  arkenos:namePrefix: "<<"\n'],
];

describe("merge keys of YAML in a stack's file", longTimeout, () => {
  let stack: TelephonyStack;
  let file: string;
  let salt: string;
  beforeAll(async () => {
    stack = await TelephonyStack.start({});
    file = join(stack.workspace.folder, "Pulumi.dev.yaml");
    salt = await readFile(file, "utf8");
  }, longTimeout.timeout);
  afterAll(() => stack?.dispose());

  it.each(FILES)("mean the same to an edit as to the engine: %s", async (_what, config) => {
    const text = `${salt}${config}`;
    await writeFile(file, text);
    const said = JSON.parse(await stack.workspace.succeed("config", "--json")) as Record<string, { value?: string }>;
    const engine = Object.fromEntries(Object.entries(said).map(([key, { value }]) => [key, value]));
    expect(engine).not.toEqual({});
    expect(comparable(engineConfigOf(new ConfigDraft(text, "Pulumi.dev.yaml").merged(), {}))).toEqual(
      comparable(engine),
    );
  });
});

/** Strings that contain JSON, parsed. */
function comparable(held: Values): Values {
  return Object.fromEntries(
    Object.entries(held).map(([key, text]) => [key, String(text).startsWith("{") ? JSON.parse(String(text)) : text]),
  );
}
