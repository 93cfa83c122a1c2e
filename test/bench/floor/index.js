/**
 * The floor: the graph of graph.json, made of resources that do nothing. Types, names, parents and
 * dependencies are the topology's own, for the engine's work and its state consist of them; the props
 * are those alone through which one object depends on another.
 */
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";

const PROVIDER = 'exports.handler=()=>require("./do-nothing.cjs");';

const made = new Map();
for (const { urn, type, name, parent, dependsOn, references } of JSON.parse(readFileSync("graph.json", "utf8"))) {
  const options = { parent: made.get(parent), dependsOn: dependsOn.map((other) => made.get(other)) };
  const inputs = Object.entries(references).map(([prop, others]) => [prop, others.map((other) => made.get(other).id)]);
  const resource = type.startsWith("pulumi-nodejs:")
    ? new pulumi.CustomResource(type, name, { ...Object.fromEntries(inputs), __provider: PROVIDER }, options)
    : new pulumi.ComponentResource(type, name, {}, options);
  made.set(urn, resource);
}
