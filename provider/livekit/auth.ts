import { z } from "zod";

/** Digest username. If it is empty, LiveKit does not authenticate callers. */
export const authUsernameProp = z.string({ error: "must be text" }).default("");

/** Digest password. LiveKit shows it in clear text to anyone who lists trunks; the state keeps it secret. */
export const authPasswordProp = z.string({ error: "must be text" }).default("").meta({ secret: true });

/** LiveKit accepts a username without a password, and then does not authenticate. */
export const bothOrNeither = {
  over: ["authUsername", "authPassword"],
  problem: ({ authUsername, authPassword }: { authUsername: string; authPassword: string }) =>
    (authUsername === "") === (authPassword === "")
      ? undefined
      : {
          code: "incomplete_credentials",
          message: "authUsername and authPassword must be set together",
          remedy: "set both or neither; with only one of them, LiveKit does not authenticate callers",
        },
} as const;
