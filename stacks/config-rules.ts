import { isE164 } from "@arkenos/provider";
import type { Config } from "./config-schema.js";
import { deriveSipDomain, regionalSipDomain } from "./sip-domain.js";

/** One problem: where it is, and what to do about it. */
type Problem = readonly [path: string, problem: string];

/**
 * What no single object can check: conditions between numbers, agents and the two clouds.
 * `livekitUrl` may come from the environment, so it is handed in.
 */
export function crossCloudProblems(config: Config, livekitUrl: string | undefined): string[] {
  const rules = [numberProblems, agentProblems, encryptionProblems, outboundProblems, hidingProblems];
  const problems = [...rules.flatMap((rule) => rule(config)), ...sipDomainProblems(config, livekitUrl)];
  return problems.map(([path, problem]) => `${path}: ${problem}`);
}

function numberProblems({ numbers, agents }: Config): Problem[] {
  const known = Object.keys(agents).join(", ") || "none";
  const seen = new Map<string, string>();
  return Object.entries(numbers).flatMap(([number, { agent, purchase, addressSid, bundleSid, identitySid }]) => {
    const path = `numbers["${number}"]`;
    const normalised = `+${number.replace(/\D/g, "")}`;
    const twin = seen.get(normalised);
    seen.set(normalised, number);
    const problems: (Problem | false)[] = [
      !isE164(number) && [path, `is not in E.164; write ${isE164(normalised) ? normalised : "+ and 7 to 15 digits, such as +15105550100"}`],
      twin !== undefined && [path, `is the same number as "${twin}"; keep one of the two`],
      !(agent in agents) && [`${path}.agent`, `there is no agent "${agent}"; agents are ${known}`],
      !purchase && Boolean(addressSid ?? bundleSid ?? identitySid) && [path, "has regulatory SIDs but is not bought; set purchase: true, or leave them out"],
    ];
    return problems.filter((problem) => problem !== false);
  });
}

function agentProblems({ agents, defaultAgent }: Config): Problem[] {
  const prompts = Object.entries(agents).flatMap(([id, { systemPrompt, systemPromptFile }]): Problem[] => {
    if ((systemPrompt === undefined) !== (systemPromptFile === undefined)) return [];
    return [[`agents.${id}`, "needs exactly one of systemPrompt and systemPromptFile"]];
  });
  if (defaultAgent === undefined || defaultAgent in agents) return prompts;
  return [...prompts, ["defaultAgent", `there is no agent "${defaultAgent}"; agents are ${Object.keys(agents).join(", ") || "none"}`]];
}

function encryptionProblems({ trunk, inbound, outbound }: Config): Problem[] {
  const problems: (Problem | false)[] = [
    trunk.secure && trunk.transport !== undefined && trunk.transport !== "tls" && ["trunk.transport", `is ${trunk.transport}, but a secure trunk speaks tls; write tls, or set trunk.secure to false`],
    trunk.secure && inbound.media.encryption === "disable" && ["inbound.media.encryption", "is disable, but a secure trunk sends SRTP only; write allow or require, or set trunk.secure to false"],
    trunk.secure && usesTrunk(outbound) && outbound.media.encryption === "disable" && ["outbound.media.encryption", "is disable, but a secure trunk takes SRTP only; write allow or require, or set trunk.secure to false"],
    trunk.secure && usesTrunk(outbound) && ["udp", "tcp"].includes(outbound.transport ?? "") && ["outbound.transport", `is ${outbound.transport}, but a secure trunk takes tls only; write tls, or set trunk.secure to false`],
    !trunk.secure && inbound.media.encryption === "require" && ["inbound.media.encryption", "is require, but the trunk sends no SRTP; set trunk.secure to true, or write allow"],
    !trunk.secure && usesTrunk(outbound) && outbound.media.encryption === "require" && ["outbound.media.encryption", "is require, but the trunk takes no SRTP; set trunk.secure to true, or write allow"],
  ];
  return problems.filter((problem) => problem !== false);
}

function usesTrunk({ enabled, address }: Config["outbound"]): boolean {
  return enabled && address === undefined;
}

function outboundProblems({ numbers, outbound }: Config): Problem[] {
  const strangers = (outbound.fromNumbers ?? []).filter((number) => !(number in numbers));
  return strangers.map((number) => ["outbound.fromNumbers", `${number} is not a number of this stack, so the carrier would refuse it as a caller ID; add it to numbers, or leave it out`]);
}

/** The worker tells numbers apart by an attribute that hiding removes. */
function hidingProblems({ inbound, numbers, defaultAgent }: Config): Problem[] {
  if (!inbound.hidePhoneNumber) return [];
  const others = Object.entries(numbers).filter(([, { agent }]) => agent !== defaultAgent);
  return others.slice(0, 1).map(([number, { agent }]) => [
    "inbound.hidePhoneNumber",
    `hides the dialled number too, and without it ${number} cannot reach agent "${agent}"; set it to false, or give all numbers to defaultAgent`,
  ]);
}

function sipDomainProblems({ sipDomain, trunk }: Config, livekitUrl: string | undefined): Problem[] {
  const domain = sipDomain ?? (livekitUrl === undefined ? undefined : deriveSipDomain(livekitUrl));
  if (domain === undefined) {
    return livekitUrl === undefined ? [] : [["sipDomain", `cannot be derived from ${livekitUrl}; set it to the host[:port] where that server takes SIP calls`]];
  }
  return trunk.fallbackRegions
    .filter((region) => regionalSipDomain(domain, region) === undefined)
    .map((region) => ["trunk.fallbackRegions", `${region} has no host, because ${domain} is not <project>.sip.livekit.cloud; leave the regions out`]);
}
