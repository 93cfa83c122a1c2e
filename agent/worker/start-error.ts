/** A worker cannot start. Each problem is one sentence with a remedy. */
export class StartError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "StartError";
  }
}

/** Why the worker cannot connect to LiveKit. */
export function accessProblems(url: string, env: Readonly<Record<string, string | undefined>>): string[] {
  const missing = ["LIVEKIT_API_KEY", "LIVEKIT_API_SECRET"].filter((name) => !env[name]);
  const problems =
    missing.length === 0 ? [] : [`The worker needs ${missing.join(" and ")} of the LiveKit project in its environment`];
  const isUrl = URL.canParse(url) && /^(wss?|https?):$/.test(new URL(url).protocol);
  return isUrl
    ? problems
    : [...problems, "LIVEKIT_URL is not a LiveKit URL; write one such as wss://acme.livekit.cloud"];
}

/**
 * Explains in one sentence why the health endpoint cannot listen on its port.
 *
 * @returns undefined for any other error
 */
export function portProblem(error: unknown, port: number): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || error.syscall !== "listen") return undefined;
  const why =
    "code" in error && error.code === "EADDRINUSE"
      ? "is in use by another program"
      : `cannot be opened (${"code" in error ? String(error.code) : error.message})`;
  return `The port ${port} of the worker's health endpoint ${why}; set ARKENOS_HEALTH_PORT to a free port`;
}

/** Explains in one sentence why the worker cannot write to the folder for temporary files. */
export function temporaryFolderProblem(error: unknown, folder: string): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return `The worker cannot write to the folder for temporary files, ${folder} (${code}); set TMPDIR to a writable folder`;
}
