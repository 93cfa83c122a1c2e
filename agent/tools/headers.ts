import { validateHeaderValue } from "node:http";
import { fillText, type Filling, UnfitValueError } from "./template.js";

type Headers = Readonly<Record<string, string>>;

/**
 * Headers with their values in place, under names in lower case. Text beyond ASCII is sent in UTF-8, as curl and
 * browsers send it: Node takes the bytes of a header one by one.
 *
 * @throws UnfitValueError where a value holds what no header can, such as a line break
 */
export function fillHeaders(headers: Headers, filling: Filling): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, template]) => {
      const filled = fillText(template, filling);
      if (!isHeaderValue(filled))
        throw new UnfitValueError(
          `the header ${name}`,
          "holds a character that no header can have, such as a line break",
        );
      return [name.toLowerCase(), wireText(filled)];
    }),
  );
}

/** Whether a value can be sent in a header. Node's own words on one that cannot repeat it. */
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
