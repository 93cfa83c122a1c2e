import * as pulumi from "@pulumi/pulumi";
import { objectNames, type ObjectNames } from "./object-names.js";
import type { Topology } from "./topology-args.js";

/** The names of a topology's objects, of which a program may know the parts only after `up`. */
export function programNames(topology: Topology): ObjectNames<pulumi.Input<string>> {
  return objectNames<pulumi.Input<string>>(topology, (prefix, rest) => pulumi.interpolate`${prefix} ${rest}`);
}
