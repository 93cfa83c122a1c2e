/**
 * Whom a file of the worker's environment is written for: Node's `--env-file` and dotenv, `docker run --env-file`,
 * `kubectl create secret --from-env-file`, `kubectl apply`, a POSIX shell, or anything that reads JSON.
 */
export const FORMATS = ["dotenv", "docker", "kubectl", "kubernetes", "shell", "json"] as const;

/** See {@link FORMATS}. */
export type Format = (typeof FORMATS)[number];
