import { describe, expect, it } from "vitest";
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

const codes = (text: string, write: (code: number) => string) =>
  Array.from({ length: text.length }, (_, index) => write(text.charCodeAt(index))).join("");
const hex = (code: number, digits: number) => code.toString(16).padStart(digits, "0");
const percent = (text: string) => Buffer.from(text).toString("hex").replace(/../g, "%$&");
const json = (text: string) => JSON.stringify(text).slice(1, -1);

/** How servers may write a secret. */
const FORMS: Readonly<Record<string, (secret: string) => string>> = {
  "JSON by .NET": (secret) =>
    secret.replace(/[^\w ]/g, (sign) => codes(sign, (code) => `\\u${hex(code, 4).toUpperCase()}`)),
  "JSON by PHP": (secret) =>
    json(secret)
      .replaceAll("/", "\\/")
      .replace(/[^ -~]/g, (sign) => codes(sign, (code) => `\\u${hex(code, 4)}`)),
  "JSON in JSON in JSON": (secret) => json(json(json(secret))),
  "every character in JSON": (secret) => codes(secret, (code) => `\\u${hex(code, 4)}`),
  "bytes in Python": (secret) => Buffer.from(secret).toString("hex").replace(/../g, "\\x$&"),
  "HTML in hexadecimal": (secret) => secret.replace(/\W/gu, (sign) => `&#x${hex(sign.codePointAt(0) ?? 0, 1)};`),
  "HTML in uppercase hexadecimal": (secret) =>
    secret.replace(/\W/gu, (sign) => `&#X${hex(sign.codePointAt(0) ?? 0, 4).toUpperCase()};`),
  "HTML in HTML": (secret) => secret.replace(/\W/gu, (sign) => `&amp;#${sign.codePointAt(0)};`),
  "a URL": encodeURIComponent,
  "a URL in a URL": (secret) => encodeURIComponent(encodeURIComponent(secret)),
  "every character in a URL": percent,
  "every character in a URL, in uppercase": (secret) => percent(secret).toUpperCase(),
  "a form in JSON": (secret) => json(new URLSearchParams({ a: secret }).toString().slice(2)),
  hexadecimal: (secret) => Buffer.from(secret).toString("hex"),
  "uppercase hexadecimal": (secret) => Buffer.from(secret).toString("hex").toUpperCase(),
  base64: (secret) => Buffer.from(secret).toString("base64"),
  "base64 of base64": (secret) => Buffer.from(Buffer.from(`me:${secret}`).toString("base64")).toString("base64"),
  "base64 in JSON by PHP": (secret) => Buffer.from(`???${secret}`).toString("base64").replaceAll("/", "\\/"),
  "base64 of JSON": (secret) => Buffer.from(JSON.stringify([secret])).toString("base64"),
};

describe.each(Object.entries(FORMS))("in %s", (_, form) => {
  it.each([
    "ab+cd/EF12gh+34==",
    "p\u00e4ssw\u00f6rter & <\u{1f511}>",
    'it\'s 100%25 \\u0041 &lt; "new"',
    "back\\slash\\",
    "-----BEGIN KEY-----\nMIIE+vg/IBADA=\n-----END KEY-----\n",
  ])("%j is hidden, and nothing else", (secret) => {
    const said = `{"before":"was ${form(secret)}, it","after":"100% \\"fine\\" & <well>"}`;
    const left = '{"before":"was [secret], it","after":"100% \\"fine\\" & <well>"}';
    expect([withoutSecrets(said, [secret]), withoutCredentials(said, [secret])]).toEqual([left, left]);
  });
});

it.each(["\\", "%25", "&amp;", "&#0", "\\u0041", "eyJ", "abcdefgh ", "Zm9v"])(
  "64 KiB of %j are searched in linear time",
  (part) => {
    const begun = performance.now();
    withoutCredentials(part.repeat(65_536 / part.length), Array<string>(20).fill(SECRET));
    expect(performance.now() - begun).toBeLessThan(3_000);
  },
);
