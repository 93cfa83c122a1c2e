import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parse } from "yaml";

/** The folders of the worker's image and its manifests. */
export const DEPLOY = join(dirname(createRequire(import.meta.url).resolve("@arkenos/agent/package.json")), "deploy");

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

/** The fields of a Deployment that tests read. */
export interface Deployment {
  readonly spec: {
    readonly strategy: { readonly rollingUpdate: { readonly maxSurge: number; readonly maxUnavailable: number } };
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly template: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: {
        readonly terminationGracePeriodSeconds: number;
        readonly securityContext: { readonly runAsUser: number; readonly runAsGroup: number };
        readonly containers: readonly Container[];
        readonly volumes: readonly { readonly name: string; readonly configMap?: { readonly name: string } }[];
      };
    };
  };
}

/** One of its containers. */
export interface Container {
  readonly env: readonly { readonly name: string; readonly value?: string }[];
  readonly envFrom: readonly { readonly secretRef: { readonly name: string } }[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly startupProbe: Probe;
  readonly readinessProbe: Probe;
  readonly livenessProbe: Probe;
  readonly resources: { readonly requests: { readonly cpu: string; readonly memory: string } };
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string; readonly subPath?: string }[];
}

/** Parses a manifest of the worker. */
export function manifest<Kind>(name: string): Kind {
  return parse(readFileSync(join(DEPLOY, "kubernetes", `${name}.yaml`), "utf8")) as Kind;
}

/** The worker's container and its variables. */
export function workerOf({ spec }: Deployment): { container: Container; env: Readonly<Record<string, string>> } {
  const [container] = spec.template.spec.containers;
  if (!container) throw new Error("the Deployment has no container");
  return { container, env: Object.fromEntries(container.env.map(({ name, value }) => [name, value ?? ""])) };
}
