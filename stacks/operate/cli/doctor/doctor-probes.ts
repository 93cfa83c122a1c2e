import { randomUUID } from "node:crypto";
import { closest } from "fastest-levenshtein";
import { contractSchema } from "@arkenos/agent/contract";
import { isLoopback } from "@arkenos/stacks/private-host";
import { onThisStack } from "../../on-this-stack.js";
import type { Probed } from "../../doctor/examine.js";
import { type Access, removeRoom } from "../../doctor/probes/access.js";
import { type Attempt, attempted } from "../../doctor/probes/attempt.js";
import { probeAgent, workerOf } from "../../doctor/probes/agent.js";
import { probeHost } from "../../doctor/probes/host.js";
import { probeOutboundCall } from "../../doctor/probes/outbound-call.js";
import { type Probe, ProbeError, PROBES } from "../../doctor/probes/probe.js";
import type { Finding } from "../../doctor/finding.js";
import type { Skipped } from "../../doctor/check-not-run.js";
import type { Worker } from "../../simulate/verdict.js";
import { wantedNumbers } from "../../simulate/wanted.js";
import { CommandError } from "../failure/command-error.js";
import type { Opened } from "../stack/examine-stack.js";
import { ExitCode } from "../failure/exit-code.js";
import { typedNumber } from "../stack/typed-number.js";

/** A probe as typed: `agent-joins`, `outbound-call=(510) 555-0199`. */
interface TypedProbe {
  readonly probe: Probe;
  readonly typed: string;
}

/** A probe with the number in E.164 that it calls, if any. */
interface PlannedProbe {
  readonly probe: Probe;
  readonly number: string;
}

/** Parses `--probe`. @throws CommandError for an unknown probe */
export function typedProbes(texts: readonly string[] = []): readonly TypedProbe[] {
  return texts.map((text) => {
    const [name = "", typed = ""] = text.split("=");
    const probe = PROBES.find((known) => known === name);
    if (probe === undefined)
      throw new CommandError({
        code: "unknown_probe",
        message: `Unknown probe "${name}"`,
        exitCode: ExitCode.usage,
        next: `Did you mean ${closest(name, PROBES)}? Probes are ${PROBES.join(", ")}`,
      });
    return { probe, typed };
  });
}

/**
 * Parses the numbers of the probes that place a call.
 *
 * @param country of a number without a country code
 * @throws CommandError for a call without a number
 */
export function plannedProbes(
  typedOnes: readonly TypedProbe[],
  { config }: Opened,
  country: string | undefined,
): readonly PlannedProbe[] {
  return typedOnes.map(({ probe, typed }) => ({
    probe,
    number: probe === "outbound-call" ? typedNumber(typed, { config, country }) : typed,
  }));
}

/** Runs the probes and cleans up. An outbound call rings the phone that the person named. */
export async function runProbes(probes: readonly PlannedProbe[], opened: Opened): Promise<Probed> {
  const findings: Finding[] = [];
  const skipped: Skipped[] = [];
  const workers = new Map<string, Worker>();
  for (const attempt of probes.flatMap((probe) => attemptsOf(probe, opened))) {
    const made = await attempted(attempt);
    findings.push(...made.findings);
    skipped.push(...made.skipped);
    if (attempt.probe === "agent-joins" && made.skipped.length === 0)
      workers.set(attempt.subject.id, workerOf(made.findings));
  }
  return { findings, skipped, workers };
}

/** One attempt, or one for each worker. */
function attemptsOf({ probe, number }: PlannedProbe, opened: Opened): Attempt[] {
  const { sipDomain } = opened.config;
  switch (probe) {
    case "origination-resolves":
      return [
        {
          probe,
          subject: { kind: "config", id: "sipDomain" },
          what: `Whether ${sipDomain} resolves to a public address`,
          run: () => host(opened),
        },
      ];
    case "outbound-call":
      return [
        {
          probe,
          subject: { kind: "number", id: number },
          what: `Whether the stack can call ${number}`,
          run: () => call(opened, number),
        },
      ];
    case "agent-joins":
      return workerNames(opened).map((name) => ({
        probe,
        subject: { kind: "agent", id: name },
        what: `Whether a worker answers as ${name}`,
        run: () => probeAgent(accessOf(opened), name, `arkenos-doctor-${randomUUID()}`),
      }));
  }
}

/** The names under which the workers of the stack's numbers register in its LiveKit project. */
export function workerNames({ config, desired }: Pick<Opened, "config" | "desired">): readonly string[] {
  const here = wantedNumbers(desired).filter(({ elsewhere }) => elsewhere === undefined);
  const names = here.map(({ agentName }) => agentName);
  return [...new Set(names.length > 0 ? names : [config.agentName])];
}

function accessOf({ config, session }: Opened): Access {
  return {
    url: session.setting("livekitApiUrl") ?? config.livekitUrl,
    apiKey: session.setting("livekitApiKey") ?? "",
    apiSecret: session.setting("livekitApiSecret") ?? "",
  };
}

/** With a sandbox for Twilio, LiveKit may be on loopback too. */
function host({ config, session }: Opened): Promise<Finding[]> {
  return probeHost(config.sipDomain, isLoopback(session.setting("twilioApiUrl") ?? ""));
}

async function call(opened: Opened, to: string): Promise<Finding[]> {
  const contract = contractSchema.safeParse(opened.desired.outputs.telephony);
  const [agentId] = Object.keys(contract.data?.agents ?? {});
  if (!contract.success || agentId === undefined)
    throw new ProbeError({
      code: "not_deployed",
      message: "the stack has no agent that could call",
      remedy: `Run ${onThisStack("arkenos up")}`,
    });
  const credentials = accessOf(opened);
  return probeOutboundCall({ agentId, to, contract: contract.data, credentials }, (room) =>
    removeRoom(credentials, room),
  );
}
