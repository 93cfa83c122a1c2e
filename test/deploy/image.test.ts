import { readFileSync } from "node:fs";
import { join } from "node:path";
import { validate } from "dockerfile-utils";
import { describe, expect, it } from "vitest";
import { readDockerfile } from "./dockerfile.js";
import { DEPLOY } from "./manifests.js";

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly dependencies?: object; readonly link?: boolean }>
  >;
}

const root = join(DEPLOY, "..", "..");
const text = (...path: string[]) => readFileSync(join(...path), "utf8");
const { stages, config } = readDockerfile(join(DEPLOY, "Dockerfile"));

describe("the image", () => {
  it("has a Dockerfile in which a linter finds nothing", () => {
    expect(validate(text(DEPLOY, "Dockerfile"))).toEqual([]);
    expect(validate("FROM node\nCOPPY a b\n")).not.toEqual([]);
  });

  it("is not run by root, and hears its signals itself", () => {
    expect(config.user.uid).toBeGreaterThan(0);
    expect(config.user.gid).toBeGreaterThan(0);
    expect(config.command.slice(0, 1)).toEqual(["node"]);
  });

  it("is made on one base, from what the context lets through", () => {
    expect(new Set(stages.map(({ base }) => base)).size).toBe(1);
    const copied = stages.flatMap(({ steps }) =>
      steps.flatMap((step) => ("copy" in step && !step.from ? step.copy : [])),
    );
    const allowed = text(DEPLOY, ".dockerignore")
      .split("\n")
      .filter((line) => line.startsWith("!"));
    expect(allowed).toEqual(copied.map((path) => `!${path}`));
  });
});

// `npm run pack:worker` and npm keep them; where one fails, package-lock.json beside the Dockerfile is out of date.
describe("the packages of the image", () => {
  const agent = JSON.parse(text(root, "agent", "package.json")) as {
    version: string;
    dependencies: object;
    peerDependencies: object;
  };
  const image = JSON.parse(text(DEPLOY, "package.json")) as { dependencies: Record<string, string> };
  const { packages } = JSON.parse(text(DEPLOY, "package-lock.json")) as Lock;
  const tested = JSON.parse(text(root, "package-lock.json")) as Lock;

  it("are the worker's package as it is packed here, and what it needs", () => {
    expect(image.dependencies).toEqual({
      "@arkenos/agent": `file:arkenos-agent-${agent.version}.tgz`,
      ...agent.peerDependencies,
    });
    expect(packages["node_modules/@arkenos/agent"]).toMatchObject({
      version: agent.version,
      dependencies: agent.dependencies,
    });
  });

  it("have the versions that the tests run with", () => {
    const versions = Object.entries(packages).filter(([path]) => path !== "" && path !== "node_modules/@arkenos/agent");
    expect(versions.length).toBeGreaterThan(100);
    // What is the worker's alone stands below its folder here.
    const here = (path: string) => path.replace(/^node_modules\/@arkenos\/agent\//, "agent/");
    const other = versions.filter(([path, { version }]) => tested.packages[here(path)]?.version !== version);
    expect(other.map(([path]) => path)).toEqual([]);
  });
});
