import { readFile } from "node:fs/promises";
import { type Forge, ForgeError, required } from "./forge.js";
import { findEntry, forgeClient } from "./forge-client.js";

interface Comment {
  readonly id: number;
  readonly body?: string;
  readonly html_url: string;
}
interface Issue {
  readonly number: number;
  readonly html_url: string;
}

/**
 * GitHub, as a workflow's environment leads to it.
 *
 * @see https://docs.github.com/en/rest/issues
 */
export function github(env: NodeJS.ProcessEnv): Forge {
  const token = required(env, "GITHUB_TOKEN", "give the step env: GITHUB_TOKEN: ${{ github.token }}");
  const repository = required(env, "GITHUB_REPOSITORY", "GitHub Actions sets it");
  const ask = forgeClient(`${env.GITHUB_API_URL ?? "https://api.github.com"}/repos/${repository}`, {
    authorization: `Bearer ${token}`,
    accept: "application/vnd.github+json",
  });
  const openIssue = (label: string) =>
    findEntry<Issue>(ask, `/issues?state=open&labels=${encodeURIComponent(label)}`, () => true);
  return {
    async comment(mark, body) {
      const comments = `/issues/${await pullRequest(env)}/comments`;
      const ours = await findEntry<Comment>(ask, comments, (comment) => comment.body?.startsWith(mark) === true);
      const text = { body: `${mark}\n${body}` };
      const written = ours
        ? await ask<Comment>("PATCH", `/issues/comments/${ours.id}`, text)
        : await ask<Comment>("POST", comments, text);
      return written.html_url;
    },
    async openIssue(label, title, body) {
      const open = await openIssue(label);
      const issue = open
        ? await ask<Issue>("PATCH", `/issues/${open.number}`, { title, body })
        : await ask<Issue>("POST", "/issues", { title, body, labels: [label] });
      return issue.html_url;
    },
    async closeIssue(label) {
      const open = await openIssue(label);
      return open && (await ask<Issue>("PATCH", `/issues/${open.number}`, { state: "closed" })).html_url;
    },
  };
}

async function pullRequest(env: NodeJS.ProcessEnv): Promise<number> {
  const path = required(env, "GITHUB_EVENT_PATH", "GitHub Actions sets it");
  const { pull_request } = JSON.parse(await readFile(path, "utf8")) as { pull_request?: { number: number } };
  if (!pull_request) throw new ForgeError("This run belongs to no pull request, so there is nowhere to comment");
  return pull_request.number;
}
