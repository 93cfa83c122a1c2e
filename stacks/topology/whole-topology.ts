import * as pulumi from "@pulumi/pulumi";
import { problemList } from "../schema/problem-list.js";
import { read } from "../schema/reading.js";
import { topologyProblems } from "./topology-rules.js";
import { type TopologyArgs, topologySchema, type WholeTopology } from "./topology-schema.js";

/**
 * Fills in what was left out, and judges what is there.
 *
 * @throws RunError with every problem, each naming its argument; Pulumi prints it without a stack
 */
export function wholeTopology(name: string, args: TopologyArgs): WholeTopology {
  const { value, draft, problems } = read(topologySchema, args);
  const all = [...problems, ...topologyProblems(draft)];
  if (value === undefined || all.length > 0) throw new pulumi.RunError(problemList(`SipTopology "${name}"`, all));
  return value;
}
