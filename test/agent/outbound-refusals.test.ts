import { describe, expect, it } from "vitest";
import type { Dial } from "../../agent/outbound/outbound.js";
import { dialing } from "./fakes/dialing.js";
import { contract } from "./fakes/personas.js";

const { livekit, call } = dialing();

describe("a call that is refused", () => {
  it.each<[string, Partial<Dial>, object]>([
    [
      "as an unknown agent",
      { agentId: "nobody" },
      { outcome: "failed", says: 'There is no agent "nobody"', remedy: "Use one of reception, night" },
    ],
    ["as a property of every object", { agentId: "toString" }, { outcome: "failed" }],
    [
      "to a national number",
      { to: "5105550177" },
      { outcome: "failed", says: '"5105550177" is not a phone number in E.164' },
    ],
    ["to a name", { to: "sip:boss@acme.example" }, { outcome: "failed" }],
    [
      "from somebody else's number",
      { from: "+15105559999" },
      {
        outcome: "not-allowed",
        says: "Calls cannot come from +15105559999",
        remedy: expect.stringContaining("+15105550100, +442079460100"),
      },
    ],
    ...[0, -1, 12.5, 81, 300, NaN, Infinity].map((seconds): [string, Partial<Dial>, object] => [
      `that rings for ${seconds} s`,
      { ringingTimeoutSeconds: seconds },
      {
        outcome: "failed",
        says: `ringingTimeoutSeconds is ${seconds}`,
        remedy: "Use whole seconds from 1 to 80",
      },
    ]),
    [
      "that waits for its agent for 61 s",
      { agentTimeoutSeconds: 61 },
      { outcome: "failed", says: "agentTimeoutSeconds is 61", remedy: "Use whole seconds from 1 to 60" },
    ],
    [
      "with a variable that no text can name",
      { vars: { "order id": "17" } },
      { outcome: "failed", says: '"order id" is not the name of a variable' },
    ],
    [
      "with more metadata than LiveKit accepts",
      { metadata: "x".repeat(70_000) },
      { outcome: "failed", says: expect.stringContaining("65536") },
    ],
    [
      "without outbound settings",
      { contract: contract() },
      { outcome: "not-allowed", says: "The stack cannot make outbound calls" },
    ],
    [
      "without a caller number",
      { contract: contract({ outbound: { trunkId: "ST_OUT", fromNumbers: [] } }) },
      { outcome: "not-allowed", says: "There is no number to call from" },
    ],
  ])("%s is refused before anything is created", async (_, changes, expected) => {
    expect(await call(changes)).toMatchObject(expected);
    expect(livekit.calls).toEqual([]);
  });
});
