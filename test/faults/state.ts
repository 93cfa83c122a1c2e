import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { resources } from "@arkenos/provider";
import type { z } from "zod";
import type { Workspace } from "../engine/workspace.js";

interface Checkpoint {
  readonly checkpoint: {
    readonly latest?: {
      readonly resources?: readonly { readonly urn: string; readonly id?: string; readonly outputs?: object }[];
      readonly pending_operations?: readonly { readonly type: string; readonly resource: { readonly urn: string } }[];
    };
  };
}

/** The engine's state of a stack: each resource on one line, without secrets, and the pending operations. */
export interface StateLines {
  readonly resources: readonly string[];
  readonly pending: readonly string[];
}

/** Reads a stack's state from the engine's storage; the engine itself would take seconds. */
export async function stateOf({ folder }: Workspace): Promise<StateLines> {
  const file = join(folder, ".state", ".pulumi", "stacks", "faults", "dev.json");
  const { latest = {} } = (JSON.parse(await readFile(file, "utf8")) as Checkpoint).checkpoint;
  const nameOf = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);
  return {
    resources: (latest.resources ?? [])
      .filter(({ urn }) => urn.includes("pulumi-nodejs:dynamic/"))
      .map(({ urn, id, outputs }) =>
        JSON.stringify(
          { resource: nameOf(urn), type: urn.split("::").at(-2), id, outputs: lasting(urn, outputs) },
          plain,
        ),
      ),
    pending: (latest.pending_operations ?? []).map(({ type, resource }) => `${type} ${nameOf(resource.urn)}`),
  };
}

/** Without props that only guide the provider: the engine keeps their value from the last real change. */
function lasting(urn: string, outputs: object = {}): object {
  const noun = urn.split("::").at(-2)?.split(":").at(-1) ?? "";
  const shape: Readonly<Record<string, z.ZodType>> = resources[noun as keyof typeof resources]?.spec.props.shape ?? {};
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => !shape[name]?.meta()?.local));
}

/** Without the provider's text, secrets, which are encrypted differently each time, and fields that only a refresh updates. */
function plain(key: string, value: unknown): unknown {
  const isSecret = typeof value === "object" && value !== null && "ciphertext" in value;
  return key === "__provider" || key === "authType" || isSecret ? undefined : value;
}
