import { resources } from "@arkenos/provider";
import type { Data } from "@arkenos/provider/clouds";
import { secretMarker } from "@arkenos/provider/values/markers";
import type { z } from "zod";
import type { Noun } from "../observe/observed.js";
import type { ImportedObject } from "./imported-object.js";

/**
 * The input of `pulumi import --file`: every object with its complete state, so that the engine does not call a cloud.
 * It contains secrets in clear text.
 *
 * @param taken objects of one topology, each below the component that the program creates
 */
export function importFile(taken: readonly ImportedObject[]): string {
  const components = new Map(taken.map(({ step }) => [step.parent, componentOf(step.parent)]));
  return JSON.stringify({
    resources: [
      ...components.values(),
      ...taken.map(({ step, noun, id, inputs, outputs }) => ({
        type: step.type,
        name: step.name,
        id,
        parent: components.get(step.parent)?.name,
        inputs: sealed(noun, inputs),
        outputs: sealed(noun, outputs),
      })),
    ],
  });
}

/** Extracts the type and name from `urn:pulumi:dev::acme::arkenos:telephony:SipTopology::telephony`. */
function componentOf(urn: string) {
  const [, , type = "", name = ""] = urn.split("::");
  return { type: type.slice(type.lastIndexOf("$") + 1), name, component: true };
}

function sealed(noun: Noun, state: Data): Data {
  const { props, attrs } = resources[noun].spec;
  const fields: Record<string, z.ZodType> = { ...attrs.shape, ...props.shape };
  return Object.fromEntries(
    Object.entries(state).map(([name, value]) => [
      name,
      fields[name]?.meta()?.secret && value !== undefined ? secretMarker(JSON.stringify(value)) : value,
    ]),
  );
}
