import { Session } from "@arkenos/provider/clouds";

/** The way to both clouds that a stack's config leads to, or the environment where the config has no such set. */
export function sessionOf(held: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv): Session {
  const session = new Session();
  session.configure((name) => held[`arkenos:${name}`], env);
  return session;
}
