import { expect, it } from "vitest";
import { undialled } from "../../agent/outbound/dial-result.js";

it("a token that LiveKit refuses in words that repeat it is not told", () => {
  const refusal = Object.assign(new Error("invalid token: eyJhbGciOiJIUzI1NiJ9.e30.x, error: signature is invalid"), {
    status: 401,
  });
  const told = undialled(refusal);
  expect(told).toMatchObject({ outcome: "not-allowed", remedy: expect.stringContaining("LIVEKIT_API_SECRET") });
  expect(JSON.stringify(told)).not.toContain("eyJ");
});
