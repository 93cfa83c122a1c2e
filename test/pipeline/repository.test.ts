import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { repositoryTop } from "../../stacks/operate/pipeline/repository.js";

it("finds the root of the repository, where a forge looks for pipelines", async () => {
  const top = await mkdtemp(join(tmpdir(), "arkenos-repository-"));
  onTestFinished(() => rm(top, { recursive: true }));
  const project = join(top, "infra", "telephony");
  await mkdir(project, { recursive: true });
  expect(repositoryTop(project)).toBe(project);
  await mkdir(join(top, ".git"));
  expect(repositoryTop(project)).toBe(top);
});
