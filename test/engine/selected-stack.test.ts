import { createHash } from "node:crypto";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { selectedStack } from "../../stacks/operate/engine/selected-stack.js";
import { arkenosJson } from "../cli/terminal.js";

let above: string;
let folder: string;
beforeEach(async () => {
  above = await realpath(await mkdtemp(join(tmpdir(), "selected-")));
  folder = join(above, "project");
  await mkdir(folder);
  await mkdir(join(above, "home", "workspaces"), { recursive: true });
  await writeFile(join(folder, "Pulumi.yaml"), "name: shop\n");
});
afterEach(() => rm(above, { recursive: true, force: true }));

const env = () => ({ PULUMI_HOME: join(above, "home"), PULUMI_BACKEND_URL: "s3://states", PWD: above });

/** Writes what the engine keeps for a project's folder, under the path by which it was reached. */
async function keep(settings: object, path = folder): Promise<void> {
  const id = createHash("sha1").update(join(path, "Pulumi.yaml")).digest("hex");
  await writeFile(join(above, "home", "workspaces", `shop-${id}-workspace.json`), JSON.stringify(settings));
}

describe("the selected stack of a project", () => {
  it("is the one of the backend in use", async () => {
    await keep({ stacks: { "s3://states": "organization/shop/dev", "file://~": "organization/shop/other" } });
    expect(await selectedStack(folder, env())).toBe("dev");
    expect(await selectedStack(folder, { ...env(), PULUMI_BACKEND_URL: "file://~" })).toBe("other");
    expect(await selectedStack(folder, { ...env(), PULUMI_BACKEND_URL: "gs://states" })).toBeUndefined();
  });

  it("is read as older engines wrote it", async () => {
    await keep({ stack: "organization/shop/dev" });
    expect(await selectedStack(folder, env())).toBe("dev");
  });

  it("is known by the path by which the folder was reached", async () => {
    const link = join(above, "link");
    await symlink(folder, link);
    await keep({ stacks: { "s3://states": "organization/shop/dev" } }, link);
    expect(await selectedStack(folder, env())).toBeUndefined();
    expect(await selectedStack(folder, { ...env(), PWD: link })).toBe("dev");
  });

  it("is left to the engine on Pulumi Cloud, and where another project or nothing is selected", async () => {
    await keep({ stacks: { "https://api.pulumi.com": "acme/shop/dev", "s3://states": "organization/other/dev" } });
    expect(await selectedStack(folder, { ...env(), PULUMI_BACKEND_URL: "https://api.pulumi.com" })).toBeUndefined();
    expect(await selectedStack(folder, env())).toBeUndefined();
    await keep({});
    expect(await selectedStack(folder, env())).toBeUndefined();
  });
});

it("an empty Pulumi.yaml is reported by the engine", async () => {
  await writeFile(join(folder, "Pulumi.yaml"), "");
  const at = {
    cwd: folder,
    env: { ...process.env, PULUMI_HOME: join(above, "home"), PULUMI_BACKEND_URL: `file://${above}` },
  };
  const { exitCode, answer } = await arkenosJson(["lookup", "+15105550100"], at);
  expect(exitCode).toBe(1);
  expect(answer.error?.message).toMatch(/^Could not list the project's stacks: .*Pulumi\.yaml/);
});
