import { personaProblems } from "@arkenos/agent/persona-problems";
import { pathText } from "@arkenos/provider/problem";
import { contractBytes, contractSizeWarning } from "@arkenos/stacks/contract-size";
import type { Check, Found } from "../check.js";
import { findingOf, running } from "../finding.js";
import { configSubject } from "../subject.js";

type Model = string | { readonly plugin: string } | undefined;

/** Which agents answer, and whether they can. Checks only the config. */
export const agents = [
  {
    /** A number's agent does not exist, so calls to it are rejected. */
    id: "routing-table",
    step: "agent",
    severity: "error",
    needs: [],
    looksAt: ["number in the config"],
    find: ({ config: { numbers, agents } }) =>
      Object.entries(numbers)
        .filter(([, { agent }]) => !Object.hasOwn(agents, agent))
        .map(([number, { agent }]) => ({
          subject: { kind: "number", id: number },
          found: agent,
          message: `${number} has no agent${agent ? ` ("${agent}" is not defined)` : ""}, so calls to it are rejected`,
          remedies: [running(`arkenos numbers assign ${number} --agent ${Object.keys(agents)[0] ?? "ID"}`)],
        })),
  },
  {
    /** A persona needs a variable that agentEnv does not set. */ id: "agent-env-missing",
    step: "agent",
    severity: "error",
    needs: [],
    looksAt: ["agent in the config"],
    find: ({ config, machine, desired: { agentEnv } }) =>
      Object.entries(config.agents).flatMap(([id, persona]) =>
        personaProblems(persona, (variable) => agentEnv.includes(variable) || !!machine.env[variable]).map(
          (problem): Found => ({
            subject: { kind: "agent", id },
            found: pathText(problem.path),
            ...findingOf(problem, (place) => `The worker does not start with agent ${id}: ${place}`),
          }),
        ),
      ),
  },
  {
    /** The contract nearly fills, or exceeds, a place that workers read it from. */ id: "contract-size",
    severity: "warning",
    needs: [],
    looksAt: ["agent in the config"],
    find: ({ config }) => {
      const warning = contractSizeWarning(config);
      if (warning === undefined) return [];
      return [
        {
          subject: configSubject("agents"),
          found: `${contractBytes(config)} bytes`,
          message: warning.message,
          remedies: [{ text: warning.remedy }],
        },
      ];
    },
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
          message: `The credit balance of ${providers.join(", ")} cannot be checked`,
          remedies: [{ text: "if agents stay silent or crash at startup, check it first" }],
        },
      ];
    },
  },
] as const satisfies readonly Check[];

function providerOf(model: NonNullable<Model>): string {
  return typeof model === "string" ? (model.split("/")[0] ?? model) : model.plugin;
}
