/** Why a worker cannot start, and what to do about it, in one sentence each. */
export class StartError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "StartError";
  }
}

/** What the worker lacks to reach LiveKit. */
export function accessProblems(url: string, env: Readonly<Record<string, string | undefined>>): string[] {
  const missing = ["LIVEKIT_API_KEY", "LIVEKIT_API_SECRET"].filter((name) => !env[name]);
  const lacks =
    missing.length === 0 ? [] : [`The worker needs ${missing.join(" and ")} of the LiveKit project in its environment`];
  const isUrl = URL.canParse(url) && /^(wss?|https?):$/.test(new URL(url).protocol);
  return isUrl
    ? lacks
    : [...lacks, "LIVEKIT_URL is not an address of LiveKit; write one such as wss://acme.livekit.cloud"];
}

/**
 * Says in one sentence why the health endpoint cannot be opened.
 *
 * @returns undefined when the error is about something else
 */
export function portProblem(error: unknown, port: number): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || error.syscall !== "listen") return undefined;
  const why =
    "code" in error && error.code === "EADDRINUSE"
      ? "is taken by another program"
      : `cannot be opened (${"code" in error ? String(error.code) : error.message})`;
  return `The port ${port} of the worker's health endpoint ${why}; set ARKENOS_HEALTH_PORT to a free port`;
}

/** Says in one sentence why the worker cannot write to the folder for temporary files. */
export function temporaryFolderProblem(error: unknown, folder: string): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return `The worker cannot write to the folder for temporary files, ${folder} (${code}); set TMPDIR to a folder that it may write to`;
}
