import { shown } from "@arkenos/provider/text";

/** Escapes text for XML and HTML, for use in content and in quoted attributes. */
export function escaped(text: string): string {
  return shown(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/**
 * Creates an element. Escapes its attributes, but not its content, which is markup already.
 *
 * @example
 * ```ts
 * element("text", { x: 4 }, escaped("1 < 2"));
 * ```
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content?: string | readonly string[],
): string {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const open = `<${name}${given.map(([key, value]) => ` ${key}="${escaped(String(value))}"`).join("")}`;
  return content === undefined
    ? `${open}/>`
    : `${open}>${typeof content === "string" ? content : content.join("")}</${name}>`;
}
