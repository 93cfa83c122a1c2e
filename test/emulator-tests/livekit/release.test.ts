import { beforeEach, describe, expect, it } from "vitest";
import { startProject } from "./project.js";

const { asked, store } = await startProject();

// The answers of protojson with livekit/protocol 1.53.0 and the server's options.
describe("livekit-server 1.13.11", () => {
  beforeEach(() => {
    store.release = "1.13.11";
  });

  const created = async (ringing_timeout_status: unknown) =>
    asked.post("CreateSIPInboundTrunk", { trunk: { numbers: ["+1"], ringing_timeout_status } });

  it.each([
    [503, "SIP_STATUS_SERVICE_UNAVAILABLE"],
    ["SIP_STATUS_BUSY_HERE", "SIP_STATUS_BUSY_HERE"],
    [599, 599],
    ["503", "SIP_STATUS_UNKNOWN"],
    [undefined, "SIP_STATUS_UNKNOWN"],
  ])("stores the status %j of calls that ring out as %j", async (sent, kept) => {
    expect(JSON.parse((await created(sent)).body)).toMatchObject({ ringing_timeout_status: kept });
    expect(await asked.listed("ListSIPInboundTrunk")).toMatchObject([{ ringing_timeout_status: kept }]);
  });

  it.each([200, 302, 700])("refuses %i, which is not an error status", async (sent) => {
    const { status, body } = await created(sent);
    expect([status, JSON.parse(body)]).toEqual([
      400,
      { code: "invalid_argument", msg: `ringing timeout status must be 4xx-6xx, got ${sent}` },
    ]);
  });

  it("clears the status when a replacement omits it, and keeps it when only fields change", async () => {
    const { sip_trunk_id } = JSON.parse((await created(503)).body) as { sip_trunk_id: string };
    await asked.post("UpdateSIPInboundTrunk", { sip_trunk_id, update: { name: "Desk" } });
    expect(store.inboundTrunks.get(sip_trunk_id)).toMatchObject({ name: "Desk", ringingTimeoutStatus: 503 });
    await asked.post("UpdateSIPInboundTrunk", { sip_trunk_id, replace: { numbers: ["+1"] } });
    expect(store.inboundTrunks.get(sip_trunk_id)).toMatchObject({ ringingTimeoutStatus: 0 });
  });
});
