import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Send } from "../../provider/http.js";
import { connect } from "../../provider/twilio/transport.js";

const SID = "AC000000000000000000000000000000a1";
const send = vi.fn<Send>();
const connection = { user: SID, password: "the-auth-token", accountSid: SID, send };

beforeEach(() => {
  send.mockResolvedValue({ status: 200, statusText: "OK", headers: {}, text: '{"sid":"TK1"}' });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetAllMocks();
});

it.each([
  ["neither", {}, "trunking.twilio.com"],
  ["a region", { TWILIO_REGION: "ie1" }, "trunking.ie1.twilio.com"],
  ["a region and an edge", { TWILIO_REGION: "ie1", TWILIO_EDGE: "dublin" }, "trunking.dublin.ie1.twilio.com"],
  ["an edge alone, which implies us1", { TWILIO_EDGE: "ashburn" }, "trunking.ashburn.us1.twilio.com"],
])("calls Twilio's host for %s in the environment", async (_, env, host) => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  await connect(connection).trunking.trunks("TK1").fetch();
  expect(send.mock.calls.map(([{ url }]) => url.host)).toEqual([host]);
});

it("leaves a base address unchanged", async () => {
  vi.stubEnv("TWILIO_REGION", "ie1");
  await connect({ ...connection, base: "http://127.0.0.1:4010" })
    .trunking.trunks("TK1")
    .fetch();
  expect(send.mock.calls.map(([{ url }]) => url.href)).toEqual(["http://127.0.0.1:4010/v1/Trunks/TK1"]);
});

it.each(["https://twilio.example/v1/Trunks?Page=1", "http://trunking.twilio.com/v1/Trunks?Page=1"])(
  "does not send the credentials to the next page at %s",
  async (next_page_url) => {
    const page = { trunks: [], meta: { key: "trunks", next_page_url } };
    send.mockResolvedValue({ status: 200, statusText: "OK", headers: {}, text: JSON.stringify(page) });
    await expect(connect(connection).trunking.trunks.list()).rejects.toMatchObject({
      problems: [{ code: "foreign_page" }],
    });
    expect(send).toHaveBeenCalledOnce();
  },
);
