import { expect, it } from "vitest";
import { withoutCredentials } from "../../agent/without-secrets.js";
import { withoutSecrets } from "../../provider/without-secrets.js";

const SECRET = "p&ss/w<o>r\"d'=0";
const TOKEN = `${btoa('{"alg":"HS256"}')}.${btoa('{"iss":"APIkey"}')}.c2ln`.replaceAll("=", "");
const base64url = (text: string) => Buffer.from(text).toString("base64url");

/** What a server or a proxy may send, and the text after redaction. */
const TABLE: readonly (readonly [said: string, left: string])[] = [
  [`failed for ${SECRET}`, "failed for [secret]"],
  [`failed for ${encodeURIComponent(SECRET)}`, "failed for [secret]"],
  [`failed for ${encodeURIComponent(SECRET).toLowerCase()}`, "failed for [secret]"],
  [`a=${new URLSearchParams({ a: SECRET }).toString().slice(2)}&b=1`, "a=[secret]&b=1"],
  [`{"sent":${JSON.stringify(SECRET)}}`, '{"sent":"[secret]"}'],
  [`{"sent":${JSON.stringify(SECRET).replaceAll("/", "\\/")}}`, '{"sent":"[secret]"}'],
  [
    `{"sent":${JSON.stringify(SECRET).replaceAll("&", "\\u0026").replaceAll("<", "\\u003c").replaceAll(">", "\\u003e")}}`,
    '{"sent":"[secret]"}',
  ],
  ["<p>p&amp;ss/w&lt;o&gt;r&quot;d'=0</p>", "<p>[secret]</p>"],
  ["<p>p&#38;ss/w&#60;o&#62;r&#34;d&#39;=0</p>", "<p>[secret]</p>"],
  [`hex ${Buffer.from(SECRET).toString("hex")}`, "hex [secret]"],
  [`in base64 ${btoa(SECRET)}`, "in base64 [secret]"],
  [`in base64 ${btoa(`AC1:${SECRET}`)}`, "in base64 [secret]"],
  [`in base64 ${base64url(`xx${SECRET}yy`)}`, "in base64 [secret]"],
  [`Authorization: Basic ${btoa("AC1:token")}`, "Authorization: Basic [secret]"],
  ["authorization: bearer abc.def-123", "authorization: bearer [secret]"],
  ["sent=Bearer%20abc123def", "sent=Bearer [secret]"],
  ["Basic authentication required; Bearer token missing", "Basic authentication required; Bearer token missing"],
  [`invalid token: ${TOKEN}, error`, "invalid token: [secret], error"],
  [`echo ${btoa(`Bearer ${TOKEN}`)}`, "echo [secret]"],
  [`echo x${btoa(`x${TOKEN}`)}`, "echo [secret]"],
  ["see https://me:hunter22@acme.com/path", "see https://[secret]@acme.com/path"],
  ["no route to sip:me:hunter22@acme.com", "no route to sip:[secret]@acme.com"],
  ["sip:desk@acme.com:5060 and http://127.0.0.1:80/a@b", "sip:desk@acme.com:5060 and http://127.0.0.1:80/a@b"],
  ["The number +15105550100 is on trunk TK0123456789abcdef", "The number +15105550100 is on trunk TK0123456789abcdef"],
];

// The worker and the provider share no code, so that neither installs the other.
it.each(TABLE)("the worker and the provider redact %j alike", (said, left) => {
  expect({ provider: withoutSecrets(said, [SECRET]), worker: withoutCredentials(said, [SECRET]) }).toEqual({
    provider: left,
    worker: left,
  });
});
