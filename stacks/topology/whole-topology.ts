import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { pathText } from "../schema/path.js";
import { problemList } from "../schema/problem-list.js";
import { read } from "../schema/reading.js";
import { undecidedProblems } from "./decisive.js";
import { listedNumber } from "./number-settings.js";
import { mapLate, takingOutputs } from "./inputs.js";
import { isList, keyedNumbers } from "./numbers.js";
import type { Topology, TopologyArgs } from "./topology-args.js";
import { topologyProblems } from "./topology-rules.js";
import { topologySchema } from "./topology-schema.js";
import { transformSection } from "./transform.js";

const schema = takingOutputs(topologySchema).extend({ transform: transformSection.prefault({}) });
const listing = schema.extend({ numbers: takingOutputs(z.array(listedNumber)) });

/**
 * Fills in what was left out, and judges what is there. An output is judged as soon as its value is known, together
 * with the rest.
 *
 * @throws RunError with every problem, each naming its argument; Pulumi prints it without a stack
 */
export function wholeTopology(name: string, args: TopologyArgs): Topology {
  const refuse = (problems: readonly string[]): never => {
    throw new pulumi.RunError(problemList(`SipTopology "${name}"`, problems));
  };
  const judge = (written: unknown) => {
    const { value, draft, problems } = read(isList(args?.numbers ?? {}) ? listing : schema, written);
    const all = [...problems, ...topologyProblems(mapLate(draft, () => undefined))];
    return { problems: all, value };
  };
  const undecided = undecidedProblems(args);
  if (undecided.length > 0) refuse(undecided);
  const { problems, value } = judge(args);
  if (value === undefined || problems.length > 0) return refuse(problems);

  const known = new Map<string, unknown>();
  const { transform, ...settings } = value;
  const { numbers, ...rest } = mapLate(settings, (output, path) =>
    output.apply(async (found) => {
      known.set(pathText(path), found);
      const judged = judge(mapLate(args, (other, at) => (known.has(pathText(at)) ? known.get(pathText(at)) : other)));
      if (judged.problems.length === 0) return path.reduce<unknown>(at, judged.value);
      const isSecret = await pulumi.isSecret(output);
      return refuse(
        isSecret ? [`${pathText(path)}: is not valid; it is a secret, so it is not shown here`] : judged.problems,
      );
    }),
  );
  return { ...rest, numbers: keyedNumbers(numbers), transform } as Topology;
}

function at(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
}
