import { readFile } from "node:fs/promises";
import { type Forge, ForgeError, LABEL, required } from "./forge.js";
import { findEntry, forgeClient } from "./forge-client.js";

/** The author of a comment or an issue. */
interface Written {
  readonly user?: { readonly login: string } | null;
}
interface Comment extends Written {
  readonly id: number;
  readonly body?: string;
  readonly html_url: string;
}
interface Issue extends Written {
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
  const headers = { authorization: `Bearer ${token}`, accept: "application/vnd.github+json" };
  const ask = forgeClient(`${env.GITHUB_API_URL ?? "https://api.github.com"}/repos/${repository}`, headers);
  const graphql = forgeClient(env.GITHUB_GRAPHQL_URL ?? "https://api.github.com/graphql", headers);
  /** Finds the entry with a mark by the token's own user: anyone can write the mark. */
  const findOurs = async <T extends Written & { readonly body?: string | null }>(path: string, mark: string) => {
    // A workflow's token may ask this, but not GET /user.
    const query = "{ viewer { login } }";
    const { data } = await graphql<{ data: { viewer: { login: string } } }>("POST", "", { query });
    return findEntry<T>(
      ask,
      path,
      ({ body, user }) => body?.startsWith(mark) === true && user?.login === data.viewer.login,
    );
  };
  const openIssue = (mark: string) => findOurs<Issue>(`/issues?state=open&labels=${LABEL}`, mark);
  return {
    async comment(mark, body) {
      const comments = `/issues/${await pullRequest(env)}/comments`;
      const ours = await findOurs<Comment>(comments, mark);
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
