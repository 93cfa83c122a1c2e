import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ForgeName } from "../../stacks/operate/pipeline/write-pipeline.js";
import { FakeForge } from "./fake-forge.js";

export type { ForgeName };

/** The environment of a pipeline's steps on pull request 7 of its repository. */
export async function pipelineEnv(name: ForgeName, { url }: FakeForge, folder: string): Promise<NodeJS.ProcessEnv> {
  if (name === "gitlab") {
    const project = { CI_API_V4_URL: url, CI_PROJECT_ID: "42", CI_MERGE_REQUEST_IID: "7" };
    return { PULUMI_STACK: "dev", GITLAB_CI: "true", GITLAB_TOKEN: FakeForge.TOKEN, ...project };
  }
  const event = join(folder, "event.json");
  await writeFile(event, JSON.stringify({ pull_request: { number: 7 } }));
  const repository = {
    GITHUB_API_URL: url,
    GITHUB_GRAPHQL_URL: `${url}/graphql`,
    GITHUB_REPOSITORY: "acme/telephony",
    GITHUB_EVENT_PATH: event,
  };
  return { PULUMI_STACK: "dev", GITHUB_ACTIONS: "true", GITHUB_TOKEN: FakeForge.TOKEN, ...repository };
}
