import { expect, it } from "vitest";
import { dialFailure } from "../../agent/outbound/dial-result.js";
import { dial } from "../../agent/outbound/outbound.js";
import { echoingProxy } from "../provider/echoing-proxy.js";
import { contract } from "./fakes/personas.js";

it("a token in the text of a LiveKit refusal is not shown", () => {
  const refusal = Object.assign(new Error("invalid token: eyJhbGciOiJIUzI1NiJ9.e30.x, error: signature is invalid"), {
    status: 401,
  });
  const failure = dialFailure(refusal, []);
  expect(failure).toMatchObject({ outcome: "not-allowed", remedy: expect.stringContaining("LIVEKIT_API_SECRET") });
  expect(JSON.stringify(failure)).not.toContain("eyJ");
});

it.each<[string, (sent: string) => [number, string]]>([
  ["a 500 as plain text", (sent) => [500, sent]],
  ["LiveKit's own shape", (sent) => [500, JSON.stringify({ code: "internal", msg: sent })]],
  ["the error's code", (sent) => [500, JSON.stringify({ code: sent, msg: "failed" })]],
  [
    "the carrier's reason",
    (sent) => [
      500,
      JSON.stringify({ code: "internal", msg: "failed", meta: { sip_status_code: "500", sip_status: sent } }),
    ],
  ],
])("a token that a server echoes in %s is not shown", async (_where, respond) => {
  const apiSecret = "s3cret".repeat(8);
  const proxy = await echoingProxy((sent) => respond(`${sent} ${apiSecret} ${btoa(`x${apiSecret}`)}`));
  const outbound = { trunkId: "ST_OUT", fromNumbers: ["+15105550100"] };
  const result = await dial({
    agentId: "reception",
    to: "+15105550177",
    contract: contract({ livekitUrl: proxy.url, outbound }),
    credentials: { apiKey: "devkey", apiSecret },
  });
  proxy.close();
  expect(result).toMatchObject({ outcome: "failed" });
  expect(JSON.stringify(result)).not.toMatch(/Bearer(%20| )(?!\[secret\])|\beyJ\w|ZXlKaGJ|s3cret/);
  expect(JSON.stringify(result)).not.toContain(btoa(`x${apiSecret}`).slice(4, 16));
});
