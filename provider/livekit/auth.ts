import { z } from "zod";

/** Digest username; empty asks for none. */
export const authUsernameProp = z.string({ error: "must be text" }).default("");

/** Digest password. LiveKit shows it in clear to whoever lists trunks; here it is a secret. */
export const authPasswordProp = z.string({ error: "must be text" }).default("").meta({ secret: true });

/** A username alone passes LiveKit's validation and switches authentication off. */
export const bothOrNeither = {
  over: ["authUsername", "authPassword"],
  problem: ({ authUsername, authPassword }: { authUsername: string; authPassword: string }) =>
    (authUsername === "") === (authPassword === "")
      ? undefined
      : {
          code: "incomplete_credentials",
          message: "authUsername and authPassword belong together",
          remedy: "set both or neither, with one alone LiveKit asks for no password at all",
        },
} as const;
