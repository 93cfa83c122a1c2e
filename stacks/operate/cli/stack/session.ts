import { Session } from "@arkenos/provider/clouds";

/** Access to both clouds with the credentials of the config, or of the environment if the config has none. */
export function sessionOf(held: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv): Session {
  const session = new Session();
  session.configure((name) => held[`arkenos:${name}`], env);
  return session;
}
