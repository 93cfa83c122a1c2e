import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveHealth } from "../../agent/worker/health.js";

describe("the health endpoint of a worker without a connection to LiveKit", () => {
  let server: Server;

  beforeAll(async () => {
    server = await serveHealth(() => Promise.reject(new Error("LiveKit is away")), 0);
  });
  afterAll(() => server.close());

  const get = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
    return { status: answer.status, body: await answer.text() };
  };

  it("reports that it accepts no calls", async () => {
    expect(await get("/")).toMatchObject({ status: 503, body: expect.stringContaining("LiveKit is away") as string });
  });

  it("reports at /live that the process is healthy and needs no restart", async () => {
    expect((await get("/live")).status).toBe(200);
  });

  it("answers 404 elsewhere", async () => {
    expect((await get("/metrics")).status).toBe(404);
  });
});
