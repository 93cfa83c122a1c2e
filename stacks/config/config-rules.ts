import { problemAround } from "@arkenos/provider";
import type { Problem } from "@arkenos/provider/problem";
import type { Draft } from "../schema/reading.js";
import { deriveSipDomain } from "../sip-domain.js";
import { topologyProblems } from "../topology/topology-rules.js";
import type { Config } from "./config-schema.js";
import { isLoopback, isPrivateHost } from "./private-host.js";
import { recordingProblems } from "./recording-rules.js";
import { transferProblems } from "./transfer-rules.js";

/** URLs of the clouds, from the config or the environment. */
interface Addresses {
  readonly livekitUrl: string | undefined;
  readonly twilioApiUrl: string | undefined;
}

/**
 * Checks conditions that involve several objects: numbers, agents and the two clouds.
 *
 * @param addresses URLs of the clouds, which may come from the environment
 */
export function crossCloudProblems(config: Draft<Config>, addresses: Addresses): Problem[] {
  const { livekitUrl, twilioApiUrl } = addresses;
  const sipDomain = config.sipDomain ?? deriveSipDomain(livekitUrl ?? "");
  return [
    ...answerProblems(config),
    ...agentProblems(config),
    ...sipDomainProblems(config, livekitUrl),
    ...reachProblems(config, twilioApiUrl),
    ...topologyProblems({ ...config, ...(sipDomain !== undefined && { sipDomain }) }),
    ...hidingProblems(config),
    ...transferProblems(config, livekitUrl),
    ...recordingProblems(config, livekitUrl),
    ...variableProblems(config),
  ];
}

function answerProblems({ numbers = {}, agents, defaultAgent, inbound }: Draft<Config>): Problem[] {
  if (!agents) return [];
  const known = Object.keys(agents).join(", ");
  const remedy = known === "" ? "the config has no agents; add it to agents" : `agents are ${known}`;
  const named = Object.entries(numbers).map(([number, answer]) => ({
    path: ["numbers", number, "agent"],
    agent: answer?.agent,
  }));
  // The worker reads the caller's attribute before the number.
  const claimed = ["arkenos.agentId", "arkenos.agent_id"].map((attribute) => ({
    path: ["inbound", "attributes", attribute],
    agent: inbound?.attributes?.[attribute],
  }));
  const unknown = [...named, ...claimed, { path: ["defaultAgent"], agent: defaultAgent }].filter(
    ({ agent }) => agent !== undefined && !Object.hasOwn(agents, agent),
  );
  return unknown.map(({ path, agent }) => ({
    path,
    code: "unknown_agent",
    message: `there is no agent "${agent}"`,
    remedy,
  }));
}

function agentProblems({ agents = {} }: Draft<Config>): Problem[] {
  return Object.entries(agents).flatMap(([id, persona]) => {
    const path = ["agents", id];
    const prompts = persona && ["systemPrompt", "systemPromptFile"].filter((key) => key in persona);
    const isId = /^[\w.-]{1,64}$/.test(id);
    return [
      ...(isId
        ? []
        : [
            {
              ...{ path, code: "not_an_agent_id", message: "is not an agent's id" },
              remedy: "write 1 to 64 letters, digits, and . _ -",
            },
          ]),
      ...(prompts && prompts.length !== 1
        ? [
            {
              path,
              /** A persona has no prompt, or two. */
              code: "exactly_one_prompt",
              message: `has ${prompts.length === 0 ? "no prompt" : "two prompts"}`,
              remedy: "write either systemPrompt or systemPromptFile",
            },
          ]
        : []),
    ];
  });
}

/** `hidePhoneNumber` removes the attribute by which the worker knows the dialed number. */
function hidingProblems({ inbound, numbers = {}, defaultAgent }: Draft<Config>): Problem[] {
  if (!inbound?.hidePhoneNumber) return [];
  const [lost] = Object.entries(numbers).filter(
    ([, answer]) => answer?.agent !== undefined && answer.agent !== defaultAgent,
  );
  if (lost === undefined) return [];
  const [number, answer] = lost;
  return [
    {
      path: ["inbound", "hidePhoneNumber"],
      code: "hides_dialed_number",
      message: `hides the dialed number too, and without it ${number} cannot reach agent "${answer?.agent}"`,
      remedy: "set it to false, or give all numbers to defaultAgent",
    },
  ];
}

/** Twilio cannot reach private addresses. A local sandbox that replaces Twilio can. */
function reachProblems({ sipDomain }: Draft<Config>, twilioApiUrl = ""): Problem[] {
  if (sipDomain === undefined || !isPrivateHost(sipDomain) || isLoopback(twilioApiUrl)) return [];
  return [
    {
      path: ["sipDomain"],
      code: "private_address",
      message: `${sipDomain} is a private address, which Twilio cannot reach`,
      remedy: "write the public host[:port] where LiveKit accepts SIP calls",
    },
  ];
}

/** A provider answers a key with a stray line break with 401, at the first call. Text of several lines is not a key. */
function variableProblems({ agentEnv = {} }: Draft<Config>): Problem[] {
  return Object.entries(agentEnv).flatMap(([name, value = ""]) => {
    const detail = /[\r\n]./.test(value.trim()) ? undefined : problemAround(value);
    if (detail === undefined) return [];
    const remedy = "set it again without that";
    return [{ path: ["agentEnv", name], code: "stray_characters", message: detail, remedy }];
  });
}

function sipDomainProblems(config: Draft<Config>, livekitUrl: string | undefined): Problem[] {
  if ("sipDomain" in config || !livekitUrl || !URL.canParse(livekitUrl) || deriveSipDomain(livekitUrl) !== undefined)
    return [];
  const { protocol, host } = new URL(livekitUrl);
  return [
    {
      path: ["sipDomain"],
      code: "sip_domain_unknown",
      message: `cannot be derived from ${protocol}//${host}`,
      remedy: "set it to the host[:port] where that server accepts SIP calls",
    },
  ];
}
