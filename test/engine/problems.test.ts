import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codedText, problemText } from "../../provider/problem.js";
import { diagnosed, notesIn } from "../../stacks/operate/engine/problems.js";
import { InvalidArgumentsError } from "../../stacks/schema/invalid-arguments.js";

const key = fc.oneof(
  fc.stringMatching(/^[A-Za-z_][\w-]{0,8}$/),
  fc.nat(20),
  fc.string({ minLength: 1 }).filter((text) => !/^[A-Za-z_][\w-]*$/.test(text)),
);
const path = fc.oneof(
  fc.constant([]),
  fc
    .tuple(fc.stringMatching(/^[a-z][\w-]{0,8}$/), fc.array(key, { maxLength: 3 }))
    .map(([first, rest]) => [first, ...rest]),
);
const sentence = fc
  .stringMatching(/^[a-zA-Z][a-z"+()';. ]{0,20}[a-z]$/)
  .filter((text) => !/^(at|update|preview|Error|Running) /.test(text));
const code = fc.stringMatching(/^[a-z][a-z0-9_]{0,15}$/);
const problem = fc
  .record({ path, code, message: sentence, remedy: fc.option(sentence, { nil: undefined }) })
  .map(({ remedy, ...rest }) => (remedy === undefined ? rest : { ...rest, remedy }));

describe("a problem that passes through the engine as text", () => {
  it("arrives as the same problem", () => {
    fc.assert(
      fc.property(problem, (before) => {
        expect(diagnosed(codedText(before)).problems).toEqual([before]);
      }),
    );
  });

  it("is found in a program's exception, with the resource it concerns", () => {
    const problems = [
      { path: ["numbers", "+15105550100", "agent"], code: "unknown_agent", message: 'there is no agent "x"' },
      { path: ["agentName"], code: "too_small", message: "is empty" },
    ];
    const { message } = new InvalidArgumentsError("The stack's config", "invalid_config", problems);
    expect(diagnosed(`Running program '/x/index.js' failed:\n  ${message}`)).toEqual({
      title: { code: "invalid_config", message: "The stack's config has 2 problems" },
      problems,
    });
  });

  it("is a note where it is not a failure, with its code and remedy", () => {
    fc.assert(
      fc.property(problem, ({ path: _, ...note }) => {
        expect(notesIn(codedText({ path: [], ...note }))).toEqual([note]);
      }),
    );
    const [one, other] = ["first_note", "other_note"].map((code) => ({ path: [], code, message: "is there" }));
    expect(one && other && notesIn([one, other].map(codedText).join("\n")).map(({ code }) => code)).toEqual([
      "first_note",
      "other_note",
    ]);
  });

  it("keeps the text of others unchanged", () => {
    expect(notesIn("warning: a plugin is old\nupgrade it")).toEqual([
      { code: "engine", message: "warning: a plugin is old\nupgrade it" },
    ]);
    const said = "POST https://api.acme.com failed [retrying]";
    expect(diagnosed(`error: ${said}`).problems).toEqual([{ path: [], code: "engine", message: said }]);
  });

  it("does not take the name of a LiveKit method for a path", () => {
    const refused = { path: [], code: "open_trunk", message: "CreateSIPInboundTrunk: refused (400 open_trunk)" };
    expect(diagnosed(codedText(refused)).problems).toEqual([refused]);
    expect(problemText({ ...refused, remedy: "Give it numbers" })).toMatch(/\(400 open_trunk\)\. Give it numbers$/);
  });
});
