import { flawAround } from "@arkenos/provider";
import { pathText } from "../schema/path.js";
import type { Draft } from "../schema/reading.js";
import { deriveSipDomain } from "../sip-domain.js";
import { topologyProblems } from "../topology/topology-rules.js";
import type { Config } from "./config-schema.js";
import { isLoopback, isPrivateHost } from "./private-host.js";
import { recordingProblems } from "./recording-rules.js";
import { transferProblems } from "./transfer-rules.js";

/** Where the clouds are called, from the config or the environment. */
interface Addresses {
  readonly livekitUrl: string | undefined;
  readonly twilioApiUrl: string | undefined;
}

/**
 * What no single object can check: conditions between numbers, agents and the two clouds.
 * Addresses may come from the environment, so they are handed in.
 */
export function crossCloudProblems(config: Draft<Config>, { livekitUrl, twilioApiUrl }: Addresses): string[] {
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

function answerProblems({ numbers = {}, agents, defaultAgent }: Draft<Config>): string[] {
  if (!agents) return [];
  const known = Object.keys(agents).join(", ");
  const remedy = known === "" ? "the config has no agents; add it to agents" : `agents are ${known}`;
  const named = Object.entries(numbers).map(([number, answer]) => ({
    path: ["numbers", number, "agent"],
    agent: answer?.agent,
  }));
  const unknown = [...named, { path: ["defaultAgent"], agent: defaultAgent }].filter(
    ({ agent }) => agent !== undefined && !Object.hasOwn(agents, agent),
  );
  return unknown.map(({ path, agent }) => `${pathText(path)}: there is no agent "${agent}"; ${remedy}`);
}

function agentProblems({ agents = {} }: Draft<Config>): string[] {
  return Object.entries(agents).flatMap(([id, persona]) => {
    const place = pathText(["agents", id]);
    const prompts = persona && ["systemPrompt", "systemPromptFile"].filter((key) => key in persona);
    const isId = /^[\w.-]{1,64}$/.test(id);
    return [
      ...(isId ? [] : [`${place}: is not an agent's id; write 1 to 64 letters, digits, and . _ -`]),
      ...(prompts && prompts.length !== 1
        ? [
            `${place}: has ${prompts.length === 0 ? "no prompt" : "two prompts"}; write either systemPrompt or systemPromptFile`,
          ]
        : []),
    ];
  });
}

/** The worker tells numbers apart by an attribute that hiding removes. */
function hidingProblems({ inbound, numbers = {}, defaultAgent }: Draft<Config>): string[] {
  if (!inbound?.hidePhoneNumber) return [];
  const [lost] = Object.entries(numbers).filter(
    ([, answer]) => answer?.agent !== undefined && answer.agent !== defaultAgent,
  );
  if (lost === undefined) return [];
  const [number, answer] = lost;
  return [
    `inbound.hidePhoneNumber: hides the dialled number too, and without it ${number} cannot reach agent ` +
      `"${answer?.agent}"; set it to false, or give all numbers to defaultAgent`,
  ];
}

/** A sandbox in place of Twilio may be beside LiveKit; Twilio itself is not. */
function reachProblems({ sipDomain }: Draft<Config>, twilioApiUrl = ""): string[] {
  if (sipDomain === undefined || !isPrivateHost(sipDomain) || isLoopback(twilioApiUrl)) return [];
  return [
    `sipDomain: ${sipDomain} is a private address, which Twilio cannot reach; ` +
      "write the public host[:port] where LiveKit takes SIP calls",
  ];
}

/** A model's provider would answer a key with a line break by a 401, at the first call. A text of several lines is no key. */
function variableProblems({ agentEnv = {} }: Draft<Config>): string[] {
  return Object.entries(agentEnv).flatMap(([name, value = ""]) => {
    const flaw = /[\r\n]./.test(value.trim()) ? undefined : flawAround(value);
    return flaw ? [`${pathText(["agentEnv", name])}: ${flaw}; set it again without that`] : [];
  });
}

function sipDomainProblems(config: Draft<Config>, livekitUrl: string | undefined): string[] {
  if ("sipDomain" in config || !livekitUrl || !URL.canParse(livekitUrl) || deriveSipDomain(livekitUrl) !== undefined)
    return [];
  const { protocol, host } = new URL(livekitUrl);
  return [
    `sipDomain: cannot be derived from ${protocol}//${host}; set it to the host[:port] where that server takes SIP calls`,
  ];
}
