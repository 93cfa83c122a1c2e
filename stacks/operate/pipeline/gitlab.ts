import { type Forge, LABEL, required } from "./forge.js";
import { findEntry, forgeClient } from "./forge-client.js";

/** The author of a note or an issue. */
interface Written {
  readonly author: { readonly id: number };
}
interface Note extends Written {
  readonly id: number;
  readonly body: string;
}
interface Issue extends Written {
  readonly iid: number;
  readonly description?: string | null;
  readonly web_url: string;
}

/**
 * GitLab, configured by a job's environment.
 *
 * @see https://docs.gitlab.com/api/notes/
 */
export function gitlab(env: NodeJS.ProcessEnv): Forge {
  const token = required(
    env,
    "GITLAB_TOKEN",
    "create a project access token with the scope api, and set it as a masked variable",
  );
  const project = required(env, "CI_PROJECT_ID", "GitLab CI sets it");
  const api = required(env, "CI_API_V4_URL", "GitLab CI sets it");
  const headers = { "private-token": token };
  const ask = forgeClient(`${api}/projects/${encodeURIComponent(project)}`, headers);
  /** Finds the entry with a mark by the token's own user: anyone can write the mark. */
  const findOurs = async <T extends Written>(
    path: string,
    mark: string,
    textOf: (entry: T) => string | null | undefined,
  ) => {
    const { id } = await forgeClient(api, headers)<{ id: number }>("GET", "/user");
    return findEntry<T>(ask, path, (entry) => textOf(entry)?.startsWith(mark) === true && entry.author.id === id);
  };
  const openIssue = (mark: string) =>
    findOurs<Issue>(`/issues?state=opened&labels=${LABEL}`, mark, ({ description }) => description);
  return {
    async comment(mark, body) {
      const request = required(
        env,
        "CI_MERGE_REQUEST_IID",
        "this job does not belong to a merge request, so there is nowhere to comment",
      );
      const notes = `/merge_requests/${request}/notes`;
      const ours = await findOurs<Note>(notes, mark, ({ body }) => body);
      const text = { body: `${mark}\n${body}` };
      const { id } = await (ours ? ask<Note>("PUT", `${notes}/${ours.id}`, text) : ask<Note>("POST", notes, text));
      return `${env.CI_MERGE_REQUEST_PROJECT_URL ?? ""}/-/merge_requests/${request}#note_${id}`;
    },
    async openIssue(mark, title, body) {
      const open = await openIssue(mark);
      const description = `${mark}\n${body}`;
      const issue = open
        ? await ask<Issue>("PUT", `/issues/${open.iid}`, { title, description })
        : await ask<Issue>("POST", "/issues", { title, description, labels: LABEL });
      return issue.web_url;
    },
    async closeIssue(mark) {
      const open = await openIssue(mark);
      return open && (await ask<Issue>("PUT", `/issues/${open.iid}`, { state_event: "close" })).web_url;
    },
  };
}
