import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { problemText } from "../../provider/problem.js";
import { checkFailure } from "../../provider/protocol.js";
import { resources } from "../../provider/resources.js";
import { diagnosed } from "../../stacks/operate/engine/problems.js";
import { fixtureOf } from "./fixtures.js";
import { openWorld } from "./open-world.js";
import { nouns } from "./run.js";
import type { World } from "./world.js";

const REMEDY =
  /\b(write|set|choose|use|list|leave|leaves|remove|name|keep|keeps|shorten|correct|did you mean|valid properties are|must|needs|it is)\b/;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe.each(nouns)("%s", (noun) => {
  const { sound, bad } = fixtureOf(noun);
  const fields: Record<string, z.ZodType> = resources[noun].spec.props.shape;
  const check = (props: object) =>
    world
      .run()
      .of(noun)
      .check({}, { ...props });
  /** Whether Pulumi may print a field's value: it is known and not secret. */
  const isOpen = (field: string) => {
    const known = fields[/^\w+/.exec(field)?.[0] ?? ""];
    return known !== undefined && !known.meta()?.secret;
  };

  it("accepts valid props", async () => {
    expect((await check(sound)).problems).toEqual([]);
  });

  it.each(bad)("refuses $what, naming $field", async ({ props, field, says }) => {
    const { problems } = await check({ ...sound, ...props });
    const [failure, ...others] = problems.map((problem) => checkFailure(resources[noun].spec, problem));
    expect(problems[0]?.code).toMatch(/^[a-z][a-z0-9_]+$/);
    expect(diagnosed(failure?.reason ?? "").problems).toEqual(problems);
    expect(problems[0]?.message).not.toContain("; ");
    expect(problems.map(problemText).join()).toMatch(says);
    expect(failure?.reason.slice(0, field.length + 2)).toBe(`${field}: `);
    expect(failure?.property).toBe(isOpen(field) ? field : "");
    if (!isOpen(field)) expect(failure?.reason).not.toContain(`${props[field]}`);
    expect(failure?.reason).toMatch(REMEDY);
    expect(others).toEqual([]);
    expect(world.calls).toEqual([]);
  });
});

it("covers at least 110 bad inputs, each of them different", () => {
  const rows = nouns.flatMap((noun) => fixtureOf(noun).bad.map(({ what }) => `${noun}: ${what}`));
  expect(rows.length).toBeGreaterThanOrEqual(110);
  expect(new Set(rows).size).toBe(rows.length);
});
