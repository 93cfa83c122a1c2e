import { PLUGINS } from "@arkenos/agent/plugins";
import type { Check } from "../check.js";
import { configSubject } from "../subject.js";

type Model = string | { readonly plugin: string } | undefined;

/** Who answers, and whether it can: the config alone. */
export const agents: readonly Check[] = [
  {
    id: "routing-table",
    severity: "error",
    needs: [],
    looksAt: ["number in the config"],
    find: ({ config: { numbers, agents } }) =>
      Object.entries(numbers)
        .filter(([, { agent }]) => !Object.hasOwn(agents, agent))
        .map(([number, { agent }]) => ({
          subject: { kind: "number", id: number },
          found: agent,
          remediation: `${number} has no agent${agent ? ` ("${agent}" is not defined)` : ""}; calls to it are rejected. Run arkenos numbers assign ${number} --agent ${Object.keys(agents)[0] ?? "ID"}.`,
        })),
  },
  {
    id: "agent-env-missing",
    severity: "error",
    needs: [],
    looksAt: ["agent in the config"],
    find: ({ config, desired: { agentEnv } }) =>
      Object.entries(config.agents).flatMap(([id, persona]) =>
        missingKeys([persona.stt, persona.llm, persona.tts], agentEnv).map(([plugin, variable]) => ({
          subject: { kind: "agent", id },
          expected: variable,
          remediation: `Agent ${id} uses ${plugin}, whose key ${variable} is not in agentEnv, so the worker crashes at start; run pulumi config set --secret --path arkenos:agentEnv.${variable}.`,
        })),
      ),
  },
  {
    id: "agent-credits",
    severity: "info",
    needs: [],
    looksAt: ["agent in the config"],
    find: ({ config }) => {
      const models = Object.values(config.agents).flatMap(({ stt, llm, tts }): Model[] => [stt, llm, tts]);
      const providers = [
        ...new Set(models.flatMap((model) => (model === undefined ? [] : [providerOf(model)]))),
      ].sort();
      if (providers.length === 0) return [];
      return [
        {
          subject: configSubject("agents"),
          remediation: `No API tells whether the credits of ${providers.join(", ")} are exhausted; if agents join and stay silent, or crash at start, look there first.`,
        },
      ];
    },
  },
];

function missingKeys(models: readonly Model[], set: readonly string[]): [plugin: string, variable: string][] {
  const needed = models.flatMap((model): [string, string][] => {
    const plugin = typeof model === "object" ? model.plugin : undefined;
    const variable = plugin === undefined ? undefined : PLUGINS.get(plugin)?.variable;
    return plugin !== undefined && variable !== undefined && !set.includes(variable) ? [[plugin, variable]] : [];
  });
  return [...new Map(needed)];
}

function providerOf(model: NonNullable<Model>): string {
  return typeof model === "string" ? (model.split("/")[0] ?? model) : model.plugin;
}
