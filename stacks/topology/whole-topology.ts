import type { Problem } from "@arkenos/provider/problem";
import { z } from "zod";
import { read } from "../schema/reading.js";
import { InvalidArgumentsError } from "../schema/invalid-arguments.js";
import { undecidedProblems } from "./decisive.js";
import { listedNumber } from "./number-settings.js";
import { isLate, mapLate, takingOutputs } from "./inputs.js";
import { lateValues } from "./late-values.js";
import { isList, keyedNumbers } from "./numbers.js";
import type { Topology, TopologyArgs } from "./topology-args.js";
import { ownRegionProblems, topologyProblems, uselessProblems } from "./topology-rules.js";
import { programSchema } from "./program-sections.js";
import { transformSection } from "./transform.js";

const schema = takingOutputs(programSchema).extend({ transform: transformSection.prefault({}) });
const listing = schema.extend({ numbers: takingOutputs(z.array(listedNumber)) });

/**
 * Fills in defaults and validates the arguments. An output is validated together with the rest as soon as its value is
 * known.
 *
 * @throws InvalidArgumentsError with every problem
 */
export function wholeTopology(name: string, args: TopologyArgs): Topology {
  const refused = (problems: readonly Problem[]) =>
    new InvalidArgumentsError(`SipTopology "${name}"`, "invalid_arguments", problems);
  const validate = (written: unknown) => {
    const { value, draft, problems } = read(isList(args?.numbers ?? {}) ? listing : schema, written);
    const known = mapLate(draft, () => undefined);
    const ownRegion = isLate(args?.sipDomain) ? ownRegionProblems(known) : [];
    return { problems: [...problems, ...topologyProblems(known), ...ownRegion], value };
  };
  const undecided = undecidedProblems(args);
  if (undecided.length > 0) throw refused(undecided);
  const { problems: invalid, value } = validate(args);
  const problems = [...invalid, ...uselessProblems(args)];
  if (value === undefined || problems.length > 0) throw refused(problems);

  const { transform, ...settings } = value;
  const valueOf = lateValues(args, validate, refused);
  const { numbers, ...rest } = mapLate(settings, (output, path) =>
    output.apply((found) => valueOf(output, path, found)),
  );
  return { ...rest, numbers: keyedNumbers(numbers), transform } as Topology;
}
