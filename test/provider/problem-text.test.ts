import { expect, it } from "vitest";
import { z } from "zod";
import * as ofAgent from "../../agent/contract/problem.js";
import * as provider from "../../provider/problem.js";
import { empty, problemCheck, withDetail, problemsOf } from "../../provider/issues.js";

const REMEDIES = [undefined, "write one", "Write one"];
const PATHS = [[], ["numbers", 0], ["numbers", "+15105550100", "agent"], ["agents", "night-desk", "tools", 2, "a b"]];

// The agent runs without the provider's package, so each has its own.
it("provider and agent write the same text for a problem", () => {
  for (const path of PATHS)
    for (const remedy of REMEDIES) {
      const problem = { path, code: "empty", message: "is empty", ...(remedy !== undefined && { remedy }) };
      expect(ofAgent.problemText(problem)).toBe(provider.problemText(problem));
    }
});

it("provider and agent make the same problem of a detail that a schema finds", () => {
  const detail = { code: "not_a_key", message: "is not a key", remedy: "write one" };
  const issuesOf = (schema: z.ZodType) => schema.safeParse({ key: "" }).error?.issues ?? [];
  const key = (check: Parameters<z.ZodString["min"]>[1]) => issuesOf(z.object({ key: z.string().min(1, check) }));
  expect(key(ofAgent.empty("write one"))).toEqual(key(empty("write one")));
  expect(key(ofAgent.withDetail(() => detail))).toEqual(key(withDetail(() => detail)));
  const refined = [
    issuesOf(z.object({ key: z.string().superRefine((_, context) => ofAgent.refuse(context, detail)) })),
    issuesOf(z.object({ key: z.string().superRefine(problemCheck(() => detail)) })),
  ];
  expect(refined[0]).toEqual(refined[1]);
  const [issue] = key(empty("write one"));
  expect(issue && [ofAgent.issueProblem(issue)]).toEqual(issue && problemsOf(issue));
});
