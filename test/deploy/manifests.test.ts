import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSettings } from "../../agent/worker/settings.js";
import { readDockerfile } from "./dockerfile.js";
import { DEPLOY, type Deployment, manifest, workerOf } from "./manifests.js";

const deployment = manifest<Deployment>("deployment");
const pod = deployment.spec.template.spec;
const { container, env } = workerOf(deployment);
const { config } = readDockerfile(join(DEPLOY, "Dockerfile"));

describe("the Deployment", () => {
  it("gives a worker time to drain the longest call and to end the remaining ones", () => {
    const { drainSeconds } = readSettings(env);
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(drainSeconds + 30);
  });

  it("removes no worker before another one is registered", () => {
    expect(deployment.spec.strategy.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
    expect(container.readinessProbe.httpGet.path).toBe("/");
    expect(container.startupProbe.httpGet.path).toBe("/");
  });

  it("restarts no worker because LiveKit is unreachable, since its calls may continue", () => {
    expect(container.livenessProbe.httpGet.path).toBe("/live");
  });

  it("checks the worker's health endpoint, and runs as the image's user", () => {
    const { containerPort, name } = container.ports[0] ?? {};
    expect(containerPort).toBe(readSettings(env).healthPort);
    expect(containerPort).toBe(config.port);
    for (const probe of [container.startupProbe, container.readinessProbe, container.livenessProbe])
      expect(probe.httpGet.port).toBe(name);
    expect([pod.securityContext.runAsUser, pod.securityContext.runAsGroup]).toEqual([config.user.uid, config.user.gid]);
  });

  it("contains no secret: keys come from a Secret by name", () => {
    expect(Object.keys(env).filter((name) => /KEY|SECRET|TOKEN|PASSWORD/.test(name))).toEqual([]);
    expect(container.envFrom).toEqual([{ secretRef: { name: "arkenos-agent" } }]);
  });

  it("mounts the table as a folder, where it changes while the worker runs", () => {
    const { configMapGenerator, generatorOptions } = manifest<{
      configMapGenerator: { name: string; files: string[] }[];
      generatorOptions: { disableNameSuffixHash: boolean };
    }>("kustomization");
    const [table] = configMapGenerator;
    const volume = pod.volumes.find(({ configMap }) => configMap?.name === table?.name);
    const mount = container.volumeMounts.find(({ name }) => name === volume?.name);
    expect(mount?.subPath).toBeUndefined();
    expect(env["ARKENOS_STACK_OUTPUTS"]).toBe(`${mount?.mountPath}/${table?.files[0]}`);
    expect(generatorOptions.disableNameSuffixHash).toBe(true);
  });

  it("is selected by its own labels, and so is its disruption budget", () => {
    const { labels } = deployment.spec.template.metadata;
    expect(deployment.spec.selector.matchLabels).toEqual(labels);
    expect(manifest<{ spec: Deployment["spec"] }>("disruption-budget").spec.selector.matchLabels).toEqual(labels);
  });
});
