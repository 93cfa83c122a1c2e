import { spawnSync } from "node:child_process";
import { InboundTrunk, TelephonyProvider } from "@arkenos/provider";
import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";

/** The packages of a program's process that come from Pulumi's SDK, after it has run this code. */
function loadedBy(code: string): readonly string[] {
  const report = 'console.log(JSON.stringify(Object.keys(require("node:module")._cache)));';
  const program = `import { createRequire } from "node:module"; ${code}; const require = createRequire("/"); ${report}`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: import.meta.dirname,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return (JSON.parse(stdout) as string[]).filter((path) => path.includes("@pulumi"));
}

it("Pulumi's SDK is loaded with the first resource, not with the package", () => {
  const read = 'import { InboundTrunk } from "@arkenos/provider"; InboundTrunk.spec.type';
  expect(loadedBy(read)).toEqual([]);
  expect(loadedBy(`${read}; InboundTrunk.isInstance({})`)).not.toEqual([]);
});

describe("a resource of the package", () => {
  beforeAll(() =>
    pulumi.runtime.setMocks({
      newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as object }),
      call: () => ({}),
    }),
  );

  it("is a Pulumi resource, and an instance of its class", () => {
    const trunk = new InboundTrunk("eu", { name: "EU", numbers: ["+442079460100"] });
    expect(trunk).toBeInstanceOf(InboundTrunk);
    expect(trunk).toBeInstanceOf(pulumi.CustomResource);
    expect([InboundTrunk.isInstance(trunk), pulumi.CustomResource.isInstance(trunk)]).toEqual([true, true]);
    expect(InboundTrunk.get("looked-up", "ST_1")).toBeInstanceOf(InboundTrunk);
  });

  it("accepts a provider, which is a Pulumi provider", () => {
    const provider = new TelephonyProvider("eu", { livekitUrl: "wss://eu.livekit.cloud" });
    expect(provider).toBeInstanceOf(TelephonyProvider);
    expect(pulumi.ProviderResource.isInstance(provider)).toBe(true);
    expect(TelephonyProvider.isInstance(provider)).toBe(true);
  });
});
