import * as pulumi from "@pulumi/pulumi";
import { pathText, type Problem } from "@arkenos/provider/problem";
import { z } from "zod";
import { read } from "../schema/reading.js";
import { Refused } from "../schema/refused.js";
import { undecidedProblems } from "./decisive.js";
import { listedNumber } from "./number-settings.js";
import { mapLate, takingOutputs } from "./inputs.js";
import { isList, keyedNumbers } from "./numbers.js";
import type { Topology, TopologyArgs } from "./topology-args.js";
import { topologyProblems } from "./topology-rules.js";
import { programSchema } from "./program-sections.js";
import { transformSection } from "./transform.js";

const schema = takingOutputs(programSchema).extend({ transform: transformSection.prefault({}) });
const listing = schema.extend({ numbers: takingOutputs(z.array(listedNumber)) });

/**
 * Fills in defaults and validates the arguments. An output is validated together with the rest as soon as its value is
 * known.
 *
 * @throws Refused with every problem
 */
export function wholeTopology(name: string, args: TopologyArgs): Topology {
  const refuse = (problems: readonly Problem[]): never => {
    throw new Refused(`SipTopology "${name}"`, "invalid_arguments", problems);
  };
  const validate = (written: unknown) => {
    const { value, draft, problems } = read(isList(args?.numbers ?? {}) ? listing : schema, written);
    const all = [...problems, ...topologyProblems(mapLate(draft, () => undefined))];
    return { problems: all, value };
  };
  const undecided = undecidedProblems(args);
  if (undecided.length > 0) refuse(undecided);
  const { problems, value } = validate(args);
  if (value === undefined || problems.length > 0) return refuse(problems);

  const known = new Map<string, unknown>();
  const { transform, ...settings } = value;
  const { numbers, ...rest } = mapLate(settings, (output, path) =>
    output.apply(async (found) => {
      known.set(pathText(path), found);
      const judged = validate(
        mapLate(args, (other, at) => (known.has(pathText(at)) ? known.get(pathText(at)) : other)),
      );
      if (judged.problems.length === 0) return path.reduce<unknown>(at, judged.value);
      const isSecret = await pulumi.isSecret(output);
      return refuse(isSecret ? [{ path, ...HIDDEN }] : judged.problems);
    }),
  );
  return { ...rest, numbers: keyedNumbers(numbers), transform } as Topology;
}

const HIDDEN = {
  /** A secret value is not valid. It is not shown. */
  code: "invalid_secret",
  message: "is not valid",
  remedy: "it is a secret, so it is not shown here",
} as const;

function at(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
}
