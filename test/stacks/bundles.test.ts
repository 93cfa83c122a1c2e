import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { bundles } from "../../stacks/build/bundles.js";

const zod = createRequire(import.meta.url).resolve("zod/package.json");
const { version } = JSON.parse(readFileSync(zod, "utf8")) as { version: string };

describe.each(bundles)("the bundle of $name", (bundle) => {
  const notices = readFileSync(bundle.notices, "utf8");

  it("comes with the versions and licenses of the packages in it", () => {
    const license = readFileSync(join(dirname(zod), "LICENSE"), "utf8").trim();
    expect(notices).toContain(`zod ${version} (MIT)\n\n${license}`);
  });

  it("does not contain Pulumi's SDK, which a program and its packages share", () => {
    expect(notices).not.toMatch(/^@pulumi\//m);
  });
});
