import type { RequestOptions } from "twilio/lib/base/RequestClient.js";
import { describe, expect, it } from "vitest";
import { ApiError, NotFoundError } from "../../provider/errors.js";
import { answered, unanswered } from "../../provider/twilio/answers.js";

const request = {
  method: "post",
  uri: "https://api.twilio.com/2010-04-01/Accounts/AC00000000000000000000000000000001/SIP/CredentialLists.json?PageSize=1000",
  username: "AC00000000000000000000000000000001",
  password: "the-auth-token",
  data: { Password: "the-password" },
} as unknown as RequestOptions<unknown>;

function refusal(statusCode: number, body: unknown, headers: object = {}): ApiError {
  try {
    answered(request, { statusCode, body, headers });
  } catch (error) {
    if (error instanceof ApiError) return error;
  }
  throw new Error("the answer was taken");
}

it("accepts a successful response", () => {
  const answer = { statusCode: 201, body: { sid: "CL1" }, headers: {} };
  expect(answered(request, answer)).toBe(answer);
});

describe("a refusal", () => {
  it.each([
    [
      "Twilio's own shape",
      { code: 21240, message: "Weak." },
      "POST SIP/CredentialLists: Weak (400 21240). Give the list another friendlyName",
    ],
    [
      "the same as plain text",
      JSON.stringify({ code: 21999, message: "Odd" }),
      "POST SIP/CredentialLists: Odd (400 21999)",
    ],
    [
      "RFC 9457",
      { title: "Bad Request", detail: "Odd", code: 21999 },
      "POST SIP/CredentialLists: Bad Request (400 21999)",
    ],
    ["a gateway's HTML page", "<html>secret internals</html>", "POST SIP/CredentialLists: Twilio gave no reason (400)"],
    ["nothing", undefined, "POST SIP/CredentialLists: Twilio gave no reason (400)"],
  ])("of %s reports the request and the server's reason", (_shape, body, says) => {
    expect(refusal(400, body).message).toContain(says);
  });

  it("reports a deleted object by its code alone", () => {
    expect(refusal(404, { code: 20404, message: "not found" })).toBeInstanceOf(NotFoundError);
    expect(refusal(404, "no such route")).not.toBeInstanceOf(NotFoundError);
  });

  it("carries the time to wait before a retry", () => {
    expect(refusal(429, { code: 20429, message: "Too many" }, { "retry-after": "3" }).retryAfterMs).toBe(3000);
    expect(refusal(429, { code: 20429, message: "Too many" }, { "retry-after": "soon" }).retryAfterMs).toBeUndefined();
  });
});

it("leaks no credential, header or body from a refusal or a broken connection", () => {
  const transport = Object.assign(new Error("connect failed with Basic dGhlLWF1dGgtdG9rZW4="), {
    code: "ECONNREFUSED",
    config: { auth: { username: "AC1", password: "the-auth-token" }, data: "Password=the-password" },
  });
  const thrown: unknown[] = [refusal(400, { code: 1, message: "no" })];
  try {
    unanswered(request, transport);
  } catch (error) {
    thrown.push(error);
    expect((error as ApiError).message).toBe(
      "POST SIP/CredentialLists: Twilio did not answer at api.twilio.com (ECONNREFUSED)",
    );
    expect((error as ApiError).uncertain).toBe(true);
  }
  expect(thrown).toHaveLength(2);
  for (const error of thrown as Error[]) {
    const all = JSON.stringify({ ...error, message: error.message, stack: error.stack, cause: String(error.cause) });
    expect(all).not.toMatch(/the-auth-token|the-password|Basic/);
  }
});
