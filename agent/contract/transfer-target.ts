import { z } from "zod";
import { E164 } from "./e164.js";
import { IN_CLEAR } from "./secret.js";
import { withDetail } from "./problem.js";

const TARGET = new RegExp(`^(tel:${E164.source.slice(1, -1)}|sips?:[^\\s\\p{Cc}]+)$`, "u");

/** A password before the host, `sip:user:password@host`, with any scheme or none. */
const PASSWORD = /^(?:sips?:(?:\/\/)?|[a-z]+:\/\/|(?!sips?:|[a-z]+:\/\/))[^@]*:[^@]*@/i;

/** A transfer target: `tel:` and a number in E.164, or a SIP URI. */
export const transferTarget = z
  .string({ error: "must be tel:+… or sip:…" })
  .refine((target) => !PASSWORD.test(target), {
    abort: true,
    ...withDetail({
      /** A transfer target contains a password. */
      code: "password_in_target",
      message: `contains a password, which ${IN_CLEAR.message}`,
      remedy: "remove it",
    }),
  })
  .regex(
    TARGET,
    withDetail(({ input }) => ({
      code: "not_a_target",
      message: `"${input}" is not a tel: URI with a number in E.164, or a SIP URI`,
      remedy: "write one such as tel:+15105550199",
    })),
  );
