import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { initializeLogger } from "@livekit/agents";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { Heartbeat } from "../../agent/worker/heartbeat.js";
import { CutProxy } from "./fakes/cut-proxy.js";
import { FakeAgentEndpoint } from "./fakes/agent-endpoint.js";

const BEAT_MS = 100;

beforeAll(() => initializeLogger({ pretty: false, level: "silent" }));

describe("the worker's connection to LiveKit", () => {
  let livekit: FakeAgentEndpoint;
  let proxy: CutProxy;
  let url: string;
  let heartbeat: Heartbeat;
  beforeEach(async () => {
    livekit = new FakeAgentEndpoint();
    proxy = new CutProxy(await livekit.listen());
    url = `${await proxy.listen()}/agent`;
    heartbeat = new Heartbeat(BEAT_MS);
    heartbeat.start();
  });
  afterEach(() => {
    heartbeat.close();
    proxy.close();
    livekit.close();
  });

  it("is kept while LiveKit is silent and answers pings, and closed without an answer", async () => {
    const connection = new WebSocket(url);
    await once(connection, "open");
    await sleep(10 * BEAT_MS);
    expect(connection.readyState).toBe(WebSocket.OPEN);
    proxy.stall();
    const [code] = (await once(connection, "close")) as [number];
    expect(code).toBe(1006);
  });

  it("is given up when LiveKit does not accept it, and the next one opens", async () => {
    proxy.stall();
    const [error] = (await once(new WebSocket(url), "error")) as [Error];
    expect(error.message).toBe("socket hang up");
    proxy.restore();
    const next = new WebSocket(url);
    await once(next, "open");
    await sleep(5 * BEAT_MS);
    expect(next.readyState).toBe(WebSocket.OPEN);
    next.terminate();
  });
});
