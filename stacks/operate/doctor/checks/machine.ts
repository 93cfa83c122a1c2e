import { satisfies } from "semver";
import type { Check } from "../check.js";

/** How this machine affects calls to the clouds' APIs. */
export const machine = [
  {
    id: "twilio-env-override",
    severity: "warning",
    needs: [],
    looksAt: ["machine"],
    find: ({ machine: { env } }) =>
      ["TWILIO_REGION", "TWILIO_EDGE"].flatMap((name) =>
        env[name]
          ? [
              {
                subject: { kind: "machine", id: name } as const,
                found: env[name],
                message: `The environment variable ${name}=${env[name]} silently moves every Twilio request to another region`,
                remedies: [{ text: "unset it" }],
              },
            ]
          : [],
      ),
  },
  {
    id: "sdk-version",
    severity: "warning",
    needs: [],
    looksAt: ["machine"],
    find: ({ machine: { packages } }) =>
      packages
        .filter(({ version, range }) => !satisfies(version, range))
        .map(({ name, version, range }) => ({
          subject: { kind: "machine", id: name },
          expected: range,
          found: version,
          message: `${name} ${version} is outside the tested range ${range}`,
          remedies: [{ text: "update it, because older versions drop fields silently" }],
        })),
  },
] as const satisfies readonly Check[];
