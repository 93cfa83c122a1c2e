import { start } from "@arkenos/emulator";
import { describe, expect, it } from "vitest";
import { attempted } from "../../stacks/operate/doctor/probes/attempt.js";
import { probeOutboundCall } from "../../stacks/operate/doctor/probes/outbound-call.js";
import { ProbeError } from "../../stacks/operate/doctor/probes/probe.js";

const AGENT = "arkenos-agent";

describe("a probe that cannot run", () => {
  const subject = { kind: "agent", id: AGENT } as const;
  const failing = (error: Error) =>
    attempted({ probe: "agent-joins", subject, what: "Whether a worker answers", run: () => Promise.reject(error) });

  it("is a finding with its code and a remedy, and counts as not checked", async () => {
    const reason = { code: "ECONNREFUSED", message: "LiveKit did not answer at acme", remedy: "Check livekitUrl" };
    expect(await failing(new ProbeError(reason))).toEqual({
      findings: [
        {
          ...{ id: "agent-joins-not-checked", severity: "error", subject, found: "ECONNREFUSED" },
          message: "Whether a worker answers was not checked: LiveKit did not answer at acme",
          remedies: [{ text: "Check livekitUrl" }],
        },
      ],
      skipped: [{ id: "agent-joins", reason: "LiveKit did not answer at acme", isUnread: true }],
    });
  });

  it("reports an unexpected reason", async () => {
    const { findings, skipped } = await failing(new RangeError("out of range"));
    expect(findings).toMatchObject([
      {
        id: "agent-joins-not-checked",
        found: "RangeError",
        remedies: [{ text: expect.stringContaining("as a bug") as string }],
      },
    ]);
    expect(skipped).toHaveLength(1);
  });
});

describe("the probe of an outbound call", () => {
  const contract = {
    ...{ livekitUrl: "ws://127.0.0.1:1", agentName: AGENT, agents: { reception: {} }, numbers: {} },
    outbound: { trunkId: "ST_1", fromNumbers: ["+15105550100"] },
  };
  const probe = (changes: object, url = "ws://127.0.0.1:1") =>
    probeOutboundCall(
      {
        ...{ agentId: "reception", to: "+15105550199", agentTimeoutSeconds: 1 },
        contract: { ...contract, ...changes } as never,
        credentials: { apiKey: "APIkey", apiSecret: "secret", url },
      },
      () => Promise.resolve(),
    );

  it("cannot run without a server or an outbound trunk", async () => {
    await expect(probe({})).rejects.toMatchObject({ name: "ProbeError", message: "LiveKit cannot be reached" });
    await expect(probe({ outbound: undefined })).rejects.toMatchObject({
      ...{ name: "ProbeError", code: "not-allowed", message: "The stack cannot make outbound calls" },
    });
  });

  it("cannot run with credentials that LiveKit rejects", async () => {
    const emulator = await start();
    await expect(probe({}, emulator.env.LIVEKIT_URL)).rejects.toMatchObject({ code: "unauthenticated" });
    await emulator.close();
  });

  it("reports a missing agent, because a real call would fail too", async () => {
    const emulator = await start();
    const { LIVEKIT_API_KEY: apiKey = "", LIVEKIT_API_SECRET: apiSecret = "", LIVEKIT_URL: url = "" } = emulator.env;
    const call = { agentId: "reception", to: "+15105550199", agentTimeoutSeconds: 1, contract: contract as never };
    const findings = await probeOutboundCall({ ...call, credentials: { apiKey, apiSecret, url } }, () =>
      Promise.resolve(),
    );
    expect(findings).toMatchObject([{ id: "outbound-call", severity: "error", found: "no-agent" }]);
    await emulator.close();
  });
});
