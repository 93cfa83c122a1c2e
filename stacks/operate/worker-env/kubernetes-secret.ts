import { stringify } from "yaml";
import { asRecord, type WorkerVariable } from "./worker-environment.js";

/** How the Secret is called, and where it lives. */
export interface SecretName {
  readonly name: string;
  /** @default the one that kubectl is pointed at */
  readonly namespace?: string | undefined;
}

/** Variables as a Kubernetes Secret, for `envFrom` of the worker's container. */
export function kubernetesSecret(variables: readonly WorkerVariable[], { name, namespace }: SecretName): string {
  const metadata = { name, ...(namespace !== undefined && { namespace }) };
  const secret = { apiVersion: "v1", kind: "Secret", metadata, type: "Opaque", stringData: asRecord(variables) };
  return stringify(secret, { lineWidth: 0 });
}
