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
  it("has a Dockerfile without linter findings", () => {
    expect(validate(text(DEPLOY, "Dockerfile"))).toEqual([]);
    expect(validate("FROM node\nCOPPY a b\n")).not.toEqual([]);
  });

  it("does not run as root, and receives signals directly", () => {
    expect(config.user.uid).toBeGreaterThan(0);
    expect(config.user.gid).toBeGreaterThan(0);
    expect(config.command.slice(0, 1)).toEqual(["node"]);
  });

  it("has one base image, and copies only what the build context allows", () => {
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

// `npm run pack:worker` and npm keep them; if one fails, package-lock.json beside the Dockerfile is out of date.
describe("the packages of the image", () => {
  const agent = JSON.parse(text(root, "agent", "package.json")) as {
    version: string;
    dependencies: object;
    peerDependencies: object;
  };
  const image = JSON.parse(text(DEPLOY, "package.json")) as { dependencies: Record<string, string> };
  const { packages } = JSON.parse(text(DEPLOY, "package-lock.json")) as Lock;
  const tested = JSON.parse(text(root, "package-lock.json")) as Lock;

  it("are the worker's package as packed here, and its dependencies", () => {
    expect(image.dependencies).toEqual({
      "@arkenos/agent": `file:arkenos-agent-${agent.version}.tgz`,
      ...agent.peerDependencies,
    });
    expect(packages["node_modules/@arkenos/agent"]).toMatchObject({
      version: agent.version,
      dependencies: agent.dependencies,
    });
  });

  it("have the versions that the tests use", () => {
    const versions = Object.entries(packages).filter(([path]) => path !== "" && path !== "node_modules/@arkenos/agent");
    expect(versions.length).toBeGreaterThan(100);
    // The worker's own dependencies are below its folder here.
    const here = (path: string) => path.replace(/^node_modules\/@arkenos\/agent\//, "agent/");
    const other = versions.filter(([path, { version }]) => tested.packages[here(path)]?.version !== version);
    expect(other.map(([path]) => path)).toEqual([]);
  });
});
