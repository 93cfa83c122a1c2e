import { availableParallelism } from "node:os";
import { describe, expect, it } from "vitest";
import { callsFor, readSettings, SettingsError } from "../../agent/worker/settings.js";

function refusalOf(env: Record<string, string>): SettingsError {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof SettingsError) return error;
  }
  return expect.fail("the settings were accepted");
}

describe("settings", () => {
  it("have defaults, and an empty variable counts as unset", () => {
    expect(readSettings({ ARKENOS_MAX_CALLS: "" })).toEqual({
      maxCalls: callsFor(availableParallelism()),
      healthPort: 8081,
      drainSeconds: 3600,
      redactCallers: false,
    });
  });

  it("are read", () => {
    const env = {
      ARKENOS_AGENT_NAME: "sales-agent",
      ARKENOS_MAX_CALLS: "10",
      ARKENOS_IDLE_PROCESSES: "1",
      ARKENOS_HEALTH_PORT: "0",
      ARKENOS_DRAIN_SECONDS: "60",
      ARKENOS_REDACT_CALLERS: "true",
      LOG_LEVEL: "warn",
    };
    expect(readSettings(env)).toEqual({
      agentName: "sales-agent",
      maxCalls: 10,
      idleProcesses: 1,
      healthPort: 0,
      drainSeconds: 60,
      redactCallers: true,
      logLevel: "warn",
    });
  });

  it("with errors are all named together", () => {
    const env = {
      ARKENOS_MAX_CALLS: "0",
      ARKENOS_HEALTH_PORT: "http",
      ARKENOS_REDACT_CALLERS: "maybe",
      LOG_LEVEL: "loud",
    };
    expect(refusalOf(env).problems).toContainEqual({
      path: ["LOG_LEVEL"],
      code: "invalid_value",
      message: "must be trace, debug, info, warn, error or fatal",
    });
    expect(() => readSettings(env)).toThrow(
      "ARKENOS_MAX_CALLS: must be more than 0\nARKENOS_HEALTH_PORT: must be a number, such as 8081\nARKENOS_REDACT_CALLERS: must be true or false\nLOG_LEVEL: must be trace, debug, info, warn, error or fatal",
    );
  });
});

it("allow as many simultaneous calls as the machine's cores can carry, and at least one", () => {
  expect([1, 2, 4, 20].map(callsFor)).toEqual([2, 5, 10, 50]);
});
