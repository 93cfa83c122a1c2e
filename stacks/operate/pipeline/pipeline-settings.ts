import type { ForgeName } from "./write-pipeline.js";

/** What must be set before the first run of a pipeline. */
export interface PipelineSettings {
  readonly variables: readonly string[];
  readonly secrets: readonly string[];
  /** Other steps, one sentence each. */
  readonly remarks: readonly string[];
}

const PLACES: Readonly<Record<ForgeName, string>> = {
  github:
    "Create the environments telephony and telephony-preview (Settings → Environments), and set the secrets in both. Set the variables for the repository (Settings → Secrets and variables → Actions).",
  gitlab:
    "Create the environments telephony and telephony-preview (Operate → Environments). Set all of these under Settings → CI/CD → Variables, and the secrets masked, once for each of the two environments.",
};

/**
 * The variables and secrets that the pipeline of a stack reads.
 *
 * @param backend the URL of the engine's backend
 */
export function pipelineSettings(forge: ForgeName, stack: string, backend: string): PipelineSettings {
  const isService = /^https?:/.test(backend);
  const isFolder = backend.startsWith("file:");
  return {
    variables: [`ARKENOS_STACK=${stack}`, ...(isService ? [] : [`PULUMI_BACKEND_URL=${isFolder ? "…" : backend}`])],
    secrets: [
      isService ? "PULUMI_ACCESS_TOKEN" : "PULUMI_CONFIG_PASSPHRASE",
      ...(forge === "gitlab" ? ["GITLAB_TOKEN (a project access token with the scope api)"] : []),
    ],
    remarks: [
      PLACES[forge],
      ...(isFolder
        ? [`The state is kept in ${backend}, which CI cannot read: move it to a bucket or to Pulumi Cloud first.`]
        : []),
    ],
  };
}
