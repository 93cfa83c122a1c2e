import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { startTwilio } from "../../emulator/twilio/twilio.js";
import { clientOf, refusalOf } from "./client.js";

const twilio = await startTwilio();
const { trunks } = clientOf(twilio).trunking.v1;
const { store } = twilio;
const LIVEKIT = {
  friendlyName: "LiveKit SIP URI",
  sipUrl: "sip:abc.sip.livekit.cloud;transport=tcp",
  weight: 1,
  priority: 1,
  enabled: true,
};

beforeEach(() => twilio.reset());
afterAll(() => twilio.close());

const trunk = async () => trunks((await trunks.create({})).sid);

describe("an origination URL", () => {
  it("is stored unchanged, and can be changed in part", async () => {
    const urls = (await trunk()).originationUrls;
    const { sid } = await urls.create(LIVEKIT);
    expect(store.originationUrls.get(sid)).toMatchObject(LIVEKIT);
    await urls(sid).update({ enabled: false });
    expect(store.originationUrls.get(sid)).toMatchObject({ ...LIVEKIT, enabled: false });
    await urls(sid).remove();
    expect(store.originationUrls.size).toBe(0);
  });

  it("is refused as the eleventh of a trunk, not as the first of the next", async () => {
    const { originationUrls } = await trunk();
    for (let count = 0; count < 10; count += 1) await originationUrls.create(LIVEKIT);
    expect(await refusalOf(originationUrls.create(LIVEKIT))).toBe("400/21249");
    await (await trunk()).originationUrls.create(LIVEKIT);
    expect(store.originationUrls.size).toBe(11);
  });

  it.each([
    "sip:abc.sip.livekit.cloud",
    "sip:abc.sip.livekit.cloud:5061;transport=tls",
    "sip:arkenos@192.0.2.1;edge=dublin?X-Tenant=1",
    "sip://sip-box.com:1234",
  ])("may point to %s", async (sipUrl) => {
    await (await trunk()).originationUrls.create({ ...LIVEKIT, sipUrl });
  });

  it.each([
    { sipUrl: "sips:abc.sip.livekit.cloud" },
    { sipUrl: "abc.sip.livekit.cloud" },
    { sipUrl: "https://abc.livekit.cloud" },
    { sipUrl: "sip:" },
    { sipUrl: "sip:abc.sip.livekit.cloud;transport=quic" },
    { sipUrl: "sip:abc.sip.livekit.cloud:99999" },
    { weight: 0 },
    { weight: 65536 },
    { priority: -1 },
    { priority: 65536 },
    { friendlyName: "" },
  ])("is refused with %j", async (wrong) => {
    expect(await refusalOf((await trunk()).originationUrls.create({ ...LIVEKIT, ...wrong }))).toBe("400/20001");
    expect(store.originationUrls.size).toBe(0);
  });

  it("is not found under another trunk", async () => {
    const { sid } = await (await trunk()).originationUrls.create(LIVEKIT);
    expect(await refusalOf((await trunk()).originationUrls(sid).fetch())).toBe("404/20404");
  });
});
