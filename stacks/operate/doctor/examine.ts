import type { Session } from "@arkenos/provider/clouds";
import { type Desired, stateObjectsOf } from "../desired/desired.js";
import type { Interest, Needs } from "../observe/needs.js";
import { observe } from "../observe/observe.js";
import type { Observed } from "../observe/observed.js";
import type { Worker } from "../simulate/verdict.js";
import { wantedNumbers } from "../simulate/wanted.js";
import { topologiesOf } from "../desired/topologies.js";
import { objectNames } from "@arkenos/stacks/object-names";
import type { Check } from "./check.js";
import type { Finding } from "./finding.js";
import { type Diagnosis, diagnose } from "./diagnose.js";
import type { Machine } from "./machine.js";
import type { Skipped } from "./check-not-run.js";
import { DoctorContext } from "./doctor-context.js";

/** How many days of Twilio's alerts are read. */
const DAYS = 7;

/** What to examine. */
export interface Examination {
  readonly desired: Desired;
  readonly session: Session;
  readonly machine: Machine;
  readonly checks: readonly Check[];
  /** The current time, from which the period is calculated. */
  readonly now: Date;
  /** Runs the requested probes. @default none */
  readonly probe?: () => Promise<Probed>;
}

/** The results of probes. */
export interface Probed {
  readonly findings: readonly Finding[];
  /** The probes that could not run. */
  readonly skipped: readonly Skipped[];
  /** Whether workers answer, by agent name. */
  readonly workers: ReadonlyMap<string, Worker>;
}

/** What was read, and the diagnosis. */
export interface Examined extends Diagnosis {
  readonly observed: Observed;
  /** One for each topology of the stack. */
  readonly contexts: readonly DoctorContext[];
}

/** Reads both clouds once, as far as the checks require, and diagnoses the result. */
export async function examine({ desired, session, machine, checks, now, probe }: Examination): Promise<Examined> {
  const observed = await observe(session, interestOf(desired), needsOf(desired, checks, now));
  const probed: Probed = (await probe?.()) ?? { findings: [], skipped: [], workers: new Map() };
  const contexts = topologiesOf(desired).map(
    (topology) => new DoctorContext(topology, observed, machine, probed.workers, desired),
  );
  return { ...diagnose(contexts, checks, probed), observed, contexts };
}

/** The stack's part of the account. */
function interestOf(desired: Desired): Interest {
  return {
    trunkSids: stateObjectsOf(desired, "ElasticTrunk").map(({ id }) => id),
    trunkName: objectNames(desired.config).trunk,
    numbers: wantedNumbers(desired).map(({ number }) => number),
  };
}

function needsOf({ config }: Desired, checks: readonly Check[], now: Date): Needs {
  const needs = new Set(checks.flatMap((check) => check.needs));
  const { destinationCountry } = config.outbound;
  const wanted = Object.entries(config.numbers).filter(([, { purchase }]) => purchase);
  return {
    // The account's status may be the reason why Twilio cannot be read.
    account: checks.length > 0,
    callerIds: needs.has("callerIds"),
    calls: needs.has("calls"),
    ...(needs.has("geo") && { countries: destinationCountry === "" ? [] : [destinationCountry] }),
    ...(needs.has("alerts") && { alertsSince: new Date(now.getTime() - DAYS * 24 * 60 * 60 * 1000) }),
    ...(needs.has("forSale") && { toBuy: wanted.map(([number]) => number) }),
  };
}
