import { validateHeaderValue } from "node:http";
import { fillText, type Filling, UnfitValueError } from "./template.js";

type Headers = Readonly<Record<string, string>>;

/**
 * Replaces the references in headers and lowercases their names. Non-ASCII text is sent in UTF-8, like curl and browsers
 * do: Node takes one byte per character.
 *
 * @throws UnfitValueError if a value contains a character that headers cannot have, such as a line break
 */
export function fillHeaders(headers: Headers, filling: Filling): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, template]) => {
      const filled = fillText(template, filling);
      if (!isHeaderValue(filled))
        throw new UnfitValueError(
          `the header ${name}`,
          "contains a character that headers cannot have, such as a line break",
        );
      return [name.toLowerCase(), wireText(filled)];
    }),
  );
}

/** Whether a value can be sent in a header. Node's error would repeat the value. */
export function isHeaderValue(value: string): boolean {
  try {
    validateHeaderValue("x", wireText(value));
    return true;
  } catch {
    return false;
  }
}

function wireText(value: string): string {
  return Buffer.from(value).toString("latin1");
}
