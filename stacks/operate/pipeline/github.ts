import { readFile } from "node:fs/promises";
import { type Forge, ForgeError, LABEL, required } from "./forge.js";
import { findEntry, forgeClient } from "./forge-client.js";

interface Comment {
  readonly id: number;
  readonly body?: string;
  readonly html_url: string;
}
interface Issue {
  readonly number: number;
  readonly body?: string | null;
  readonly html_url: string;
}

/**
 * GitHub, configured by a workflow's environment.
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
  const openIssue = (mark: string) =>
    findEntry<Issue>(ask, `/issues?state=open&labels=${LABEL}`, ({ body }) => body?.startsWith(mark) === true);
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
    async openIssue(mark, title, text) {
      const open = await openIssue(mark);
      const body = `${mark}\n${text}`;
      const issue = open
        ? await ask<Issue>("PATCH", `/issues/${open.number}`, { title, body })
        : await ask<Issue>("POST", "/issues", { title, body, labels: [LABEL] });
      return issue.html_url;
    },
    async closeIssue(mark) {
      const open = await openIssue(mark);
      return open && (await ask<Issue>("PATCH", `/issues/${open.number}`, { state: "closed" })).html_url;
    },
  };
}

async function pullRequest(env: NodeJS.ProcessEnv): Promise<number> {
  const path = required(env, "GITHUB_EVENT_PATH", "GitHub Actions sets it");
  const { pull_request } = JSON.parse(await readFile(path, "utf8")) as { pull_request?: { number: number } };
  if (!pull_request) throw new ForgeError("This run does not belong to a pull request, so there is nowhere to comment");
  return pull_request.number;
}
