import { examine, type Probed } from "../../doctor/examine.js";
import { readDesired } from "../../desired/read-desired.js";
import { shownBackendUrl } from "../../engine/backend-url.js";
import { lastReadIn } from "../../engine/past-run.js";
import { isThrough } from "../../simulate/verdict.js";
import { wantedNumbers } from "../../simulate/wanted.js";
import { listedAgents } from "../agents/list.js";
import { runProbes, workerNames } from "../doctor/doctor-probes.js";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";
import type { Context } from "../stack/context.js";
import { machineOf } from "../stack/examine-stack.js";
import { openConfigured } from "../stack/opened-stack.js";
import type { Answer } from "../terminal/answer.js";
import { type Drift, readDrift } from "./drift.js";
import type { Status } from "./stack-status.js";
import { statusData } from "./status-data.js";
import { statusText } from "./status-text.js";

/** `arkenos status`: reads the stack and both clouds once. Probes and drift are checked on request. */
export async function runStatus(
  context: Context,
  { probe, refresh }: { readonly probe?: true; readonly refresh?: true },
): Promise<Answer> {
  const opened = await openConfigured(context);
  const { stack, config, session } = opened;
  const [desired, history] = await Promise.all([readDesired(opened), stack.history().catch(() => undefined)]);
  let probed: Probed | undefined;
  const runProbe = async () =>
    (probed = await runProbes([{ probe: "agent-joins", number: "" }], { ...opened, desired }));
  const [{ verdicts, findings }, drift] = await Promise.all([
    examine({
      ...{ desired, session, machine: machineOf(context), checks: [], now: new Date() },
      ...(probe && { probe: runProbe }),
    }),
    refresh ? readDrift(context, stack) : NOT_REQUESTED,
  ]);
  const agentOf = new Map(wantedNumbers(desired).map(({ number, agent }) => [number, agent]));
  const status: Status = {
    stack: desired.stack,
    backend: shownBackendUrl(stack.folder, context.io.env),
    ...{ lastRun: history?.[0], isHistoryRead: history !== undefined, readAt: lastReadIn(history ?? []) },
    ...{ isInterrupted: desired.isInterrupted ?? false, drift, findings },
    workers: workerNames({ config, desired }).map((name) => ({
      name,
      worker: probed?.workers.get(name) ?? "not probed",
    })),
    numbers: verdicts.map((verdict) => ({ agent: agentOf.get(verdict.number), verdict })),
    agents: listedAgents(config),
  };
  const isWell = verdicts.every(isThrough) && findings.every(({ severity }) => severity !== "error");
  return {
    data: statusData(status),
    text: statusText(status, context.io.color),
    exitCode: isWell && (drift.checked || !refresh) ? ExitCode.ok : ExitCode.checksFailed,
  };
}

const NOT_REQUESTED: Drift = {
  checked: false,
  reason: new CommandError({
    /** `--refresh` was not given, so the clouds were not compared with the state. */
    code: "not_requested",
    message: "the check runs the Pulumi engine",
    next: "Add --refresh to run it",
  }),
};
