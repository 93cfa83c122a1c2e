import { dirname, join, relative, sep } from "node:path";
import { editText } from "../../config-file/edit-text.js";

/** Adds the schema comment to the first line of a config file, for YAML editors. */
export async function nameSchema(file: string, folder: string): Promise<void> {
  const schema = join(folder, "node_modules", "@arkenos", "stacks", "dist", "config.schema.json");
  const path = relative(dirname(file), schema).split(sep).join("/");
  const line = `# yaml-language-server: $schema=${path}\n`;
  await editText(file, (text = "") => (text.startsWith(line) ? text : line + text));
}
