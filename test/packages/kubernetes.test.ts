import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { loadRouting } from "../../agent/routing/routing.js";
import { contract } from "../agent/fakes/personas.js";
import { DEPLOY } from "../deploy/manifests.js";
import { run } from "../live/stack/run.js";
import { schemaJudge } from "./kubernetes-schemas.js";

const KUSTOMIZE = join(import.meta.dirname, "go", "kustomize");
const timeoutMs = 10 * 60_000;

/** Supported versions of Kubernetes: the oldest and the newest. */
const VERSIONS = ["1.34.0", "1.37.0"];

describe("the manifests, as `kubectl apply -k` renders them", () => {
  let folder: string;
  let rendered: string;
  let judge: (file: string, version: string) => Promise<string>;

  beforeAll(async () => {
    judge = await schemaJudge();
    folder = await mkdtemp(join(tmpdir(), "arkenos-kubernetes-"));
    await cp(join(DEPLOY, "kubernetes"), folder, { recursive: true });
    await writeFile(join(folder, "outputs.json"), JSON.stringify(contract(), undefined, 2));
    rendered = join(folder, "rendered.yaml");
    await writeFile(rendered, await run("go", ["tool", "kustomize", "build", folder], { cwd: KUSTOMIZE, timeoutMs }));
  }, 2 * timeoutMs);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("are a Deployment, its disruption budget, and the stack's table under the name of the mount", async () => {
    const documents = parseAllDocuments(await readFile(rendered, "utf8")).map(
      (document) => document.toJS() as Manifest,
    );
    expect(documents.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
      "ConfigMap arkenos-telephony",
      "Deployment arkenos-agent",
      "PodDisruptionBudget arkenos-agent",
    ]);
    const table = documents.find(({ kind }) => kind === "ConfigMap")?.data?.["outputs.json"] ?? "";
    expect(loadRouting({ text: table })).toEqual(contract());
  });

  it.each(VERSIONS)("are valid in Kubernetes %s, without an unknown field", async (version) => {
    await expect(judge(rendered, version)).resolves.toBeDefined();
  });

  it("are rejected with a field that Kubernetes does not know", async () => {
    const wrong = join(folder, "wrong.yaml");
    const text = await readFile(rendered, "utf8");
    await writeFile(wrong, text.replace("terminationGracePeriodSeconds:", "terminationGraceSeconds:"));
    await expect(judge(wrong, "1.37.0")).rejects.toThrow();
  });
});

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
}
