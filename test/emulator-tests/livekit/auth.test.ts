import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { API_KEY, API_SECRET } from "../../emulator/livekit/livekit.js";
import { startProject, tokenOf } from "./project.js";

const { request } = await startProject();
const path = "/twirp/livekit.SIP/ListSIPInboundTrunk";
const plain = "text/plain; charset=utf-8";
const nowSeconds = Math.floor(Date.now() / 1000);

const ask = (authorization?: string, query = "") =>
  request(path + query, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      ...(authorization !== undefined && { Authorization: authorization }),
    },
    body: "{}",
  });

const signed = (header: object, claims: object, secret = API_SECRET) => {
  const text = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
};

it("a token with the sip.admin grant is accepted by the SIP service", async () => {
  expect(await ask(`Bearer ${await tokenOf({ sip: { admin: true } })}`)).toMatchObject({ status: 200 });
});

it("the token may be in the query too", async () => {
  expect(await ask(undefined, `?access_token=${await tokenOf({ sip: { admin: true } })}`)).toMatchObject({
    status: 200,
  });
});

it.each([
  ["no token", undefined],
  ["a token without grants", {}],
  ["a token for calls only", { sip: { call: true } }],
  ["a token for rooms only", { video: { roomCreate: true } }],
])("%s is refused in JSON", async (_, grants) => {
  expect(await ask(grants && `Bearer ${await tokenOf(grants)}`)).toEqual({
    status: 401,
    type: "application/json",
    body: '{"code":"unauthenticated","msg":"permissions denied"}',
  });
});

it.each([
  ["another scheme", "Basic dTpw", "invalid authorization header. Must start with Bearer "],
  ["a scheme in lower case", "bearer x", "invalid authorization header. Must start with Bearer "],
  ["no token after the scheme", "Bearer", "invalid authorization header. Must start with Bearer "],
  ["an invalid token", "Bearer nonsense", "invalid authorization token"],
  ["a token with three invalid parts", "Bearer a.b.c", "invalid authorization token"],
  ["an unknown algorithm", `Bearer ${signed({ alg: "XX" }, {})}`, "invalid authorization token"],
  ["an issuer that is not a string", `Bearer ${signed({ alg: "HS256" }, { iss: 5 })}`, "invalid authorization token"],
  ["padding", `Bearer ${signed({ alg: "HS256" }, { iss: API_KEY })}=`, "invalid authorization token"],
  ["an unknown key", `Bearer ${signed({ alg: "HS256" }, { iss: "other" })}`, "invalid API key: other"],
  ["no key", `Bearer ${signed({ alg: "HS256" }, {})}`, "invalid API key: "],
])("%s is refused in plain text", async (_, authorization, body) => {
  expect(await ask(authorization)).toEqual({ status: 401, type: plain, body });
});

it.each([
  ["a wrong secret", { alg: "HS256" }, {}, "another secret", "token signature is invalid: signature is invalid"],
  [
    "another algorithm",
    { alg: "HS512" },
    {},
    API_SECRET,
    "token signature is invalid: signing method HS512 is invalid",
  ],
  ["no algorithm", { alg: "none" }, {}, API_SECRET, "token signature is invalid: signing method none is invalid"],
  ["age", { alg: "HS256" }, { exp: nowSeconds - 90 }, API_SECRET, "token has invalid claims: token is expired"],
  ["youth", { alg: "HS256" }, { nbf: nowSeconds + 90 }, API_SECRET, "token has invalid claims: token is not valid yet"],
])("a token is refused for %s, with the token in the text", async (_, header, claims, secret, reason) => {
  const token = signed(header, { iss: API_KEY, sip: { admin: true }, ...claims }, secret);
  expect(await ask(`Bearer ${token}`)).toEqual({
    status: 401,
    type: plain,
    body: `invalid token: ${token}, error: ${reason}`,
  });
});

it("clocks may differ by a minute", async () => {
  const claims = { iss: API_KEY, sip: { admin: true } };
  for (const dates of [
    { exp: nowSeconds - 30 },
    { nbf: nowSeconds + 30 },
    { exp: String(nowSeconds + 30) },
    { exp: null },
  ]) {
    expect(await ask(`Bearer ${signed({ alg: "HS256" }, { ...claims, ...dates })}`)).toMatchObject({ status: 200 });
  }
});

it("a bad token is refused before the path is checked", async () => {
  expect(await request("/", { headers: { Authorization: "Basic x" } })).toMatchObject({ status: 401, type: plain });
});
