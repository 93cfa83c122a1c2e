import { type ProblemDetail, type Problem, ProblemsError, problemsAt } from "../contract/problem.js";

/** A worker cannot start. */
export class StartError extends ProblemsError {}

/** Why the worker cannot connect to LiveKit. */
export function accessProblems(url: string, env: Readonly<Record<string, string | undefined>>): Problem[] {
  const missing = ["LIVEKIT_API_KEY", "LIVEKIT_API_SECRET"].filter((name) => !env[name]);
  const message = `The worker needs ${missing.join(" and ")} of the LiveKit project in its environment`;
  const isUrl = URL.canParse(url) && /^(wss?|https?):$/.test(new URL(url).protocol);
  return [
    ...problemsAt([], missing.length > 0 ? { code: "missing_variable", message } : undefined),
    ...problemsAt([], isUrl ? undefined : NOT_A_LIVEKIT_URL),
  ];
}

const NOT_A_LIVEKIT_URL: ProblemDetail = {
  code: "not_a_livekit_url",
  message: "LIVEKIT_URL is not a LiveKit URL",
  remedy: "write one such as wss://acme.livekit.cloud",
};

/**
 * Explains why the health endpoint cannot listen on its port.
 *
 * @returns nothing for any other error
 */
export function portProblems(error: unknown, port: number): Problem[] {
  if (!(error instanceof Error) || !("syscall" in error) || error.syscall !== "listen") return [];
  const why =
    "code" in error && error.code === "EADDRINUSE"
      ? "is in use by another program"
      : `cannot be opened (${"code" in error ? String(error.code) : error.message})`;
  const message = `The port ${port} of the worker's health endpoint ${why}`;
  return [
    {
      path: [],
      /** The worker cannot use the port of its health endpoint. */
      code: "port_unavailable",
      message,
      remedy: "set ARKENOS_HEALTH_PORT to a free port",
    },
  ];
}

/** Explains why the worker cannot write to the folder for temporary files. */
export function temporaryFolderProblem(error: unknown, folder: string): Problem {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  const message = `The worker cannot write to the folder for temporary files, ${folder} (${code})`;
  return { path: [], code: "folder_not_writable", message, remedy: "set TMPDIR to a writable folder" };
}
