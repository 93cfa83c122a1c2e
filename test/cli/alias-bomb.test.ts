import { expect, it } from "vitest";
import { parseConfig } from "../../stacks/operate/config-file/parsing.js";

it("a config in which a few lines of aliases expand to gigabytes is refused with the file's line", () => {
  const lines = Array.from({ length: 12 }, (_, depth) => {
    const below =
      depth === 0
        ? "[lol, lol]"
        : `[${Array(9)
            .fill(`*a${depth - 1}`)
            .join(", ")}]`;
    return `  x:a${depth}: &a${depth} ${below}`;
  });
  expect(() => parseConfig(`config:\n${lines.join("\n")}\n`, "Pulumi.dev.yaml")).toThrow(
    "Pulumi.dev.yaml: its aliases cannot be resolved, or expand to too much; write out their values",
  );
});
