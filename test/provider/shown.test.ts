import { describe, expect, it } from "vitest";
import { ProviderError } from "../../provider/errors.js";
import { needsEscaping, shown, shownJson, shownLines } from "../../provider/shown.js";

describe("text from another source", () => {
  it.each([
    ["ANSI", "a\u001b[31mb", "a\\u001b[31mb"],
    ["a bell", "a\u0007", "a\\u0007"],
    ["NUL", "a\0", "a\\u0000"],
    ["DEL", "a\u007f", "a\\u007f"],
    ["C1", "a\u009b31m", "a\\u009b31m"],
    ["line breaks", "a\r\n\tb\u2028\u2029\u0085", "a\\r\\n\\tb\\u2028\\u2029\\u0085"],
    ["a text direction override", "a\u202eb\u2066c\u061c", "a\\u202eb\\u2066c\\u061c"],
    ["invisible characters", "a\u200bb\u2060\ufeff\u00ad\u3164", "a\\u200bb\\u2060\\ufeff\\u00ad\\u3164"],
    ["a joiner between ASCII characters", "a\u200db\u200c", "a\\u200db\\u200c"],
    ["a tag", "a\u{e0041}", "a\\u{e0041}"],
    ["an unpaired surrogate", "a\ud800b\udc00", "a\\ud800b\\udc00"],
    ["a noncharacter", "a\uffff\ufffe", "a\\uffff\\ufffe"],
  ])("is shown without %s", (_, raw, text) => {
    expect(shown(raw)).toBe(text);
    expect(needsEscaping(raw)).toBe(true);
  });

  it.each([
    "sip:pbx:s3cret@192.0.2.1",
    "https://pbx:s3cret@pbx.test/x",
    "to sips:pbx:s3cret@pbx.test:5061;transport=tls",
  ])("is shown without the password of its URL: %s", (raw) => {
    for (const text of [shown(raw), shownLines(raw), shownJson(JSON.stringify({ raw }))]) {
      expect(text).toContain("[secret]@");
      expect(text).not.toContain("s3cret");
    }
  });

  it.each(["Arkenos Inbound", "Zürich 东京 القاهرة", "👩‍💻 Support 🏴", "می‌خواهم", "a\\u001b", "<b>&amp;"])(
    "is shown unchanged: %s",
    (text) => {
      expect(shown(text)).toBe(text);
      expect(needsEscaping(text)).toBe(false);
    },
  );

  it("keeps the line breaks of our own text", () => {
    expect(shownLines("one\ntwo\u0007")).toBe("one\ntwo\\u0007");
  });

  it("is escaped in every error of the provider", () => {
    expect(new ProviderError({ code: "x", message: "ST_1 \u001b[2J\nAll is well" }).message).toBe(
      "ST_1 \\u001b[2J\\nAll is well",
    );
  });
});
