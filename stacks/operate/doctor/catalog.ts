import type { Check } from "./check.js";
import { access } from "./checks/access.js";
import { account } from "./checks/account.js";
import { agents } from "./checks/agents.js";
import { compatibility } from "./checks/compatibility.js";
import { dispatchRule } from "./checks/dispatch-rule.js";
import { failover } from "./checks/failover.js";
import { inboundTrunk } from "./checks/inbound-trunk.js";
import { log } from "./checks/log.js";
import { machine } from "./checks/machine.js";
import { numbers } from "./checks/numbers.js";
import { origination } from "./checks/origination.js";
import { originationUrl } from "./checks/origination-url.js";
import { outboundTrunk } from "./checks/outbound-trunk.js";
import { ownership } from "./checks/ownership.js";
import { ruleAgents } from "./checks/rule-agents.js";
import { security } from "./checks/security.js";
import { simulation } from "./checks/simulation.js";
import { termination } from "./checks/termination.js";
import { transfer } from "./checks/transfer.js";

const CHECKS = [
  ...machine,
  ...access,
  ...account,
  ...origination,
  ...originationUrl,
  ...numbers,
  ...inboundTrunk,
  ...failover,
  ...dispatchRule,
  ...ruleAgents,
  ...agents,
  ...simulation,
  ...termination,
  ...outboundTrunk,
  ...security,
  ...transfer,
  ...compatibility,
  ...ownership,
  ...log,
] as const satisfies readonly Check[];

/** The id of a check. */
export type CheckId = (typeof CHECKS)[number]["id"];

/** Every check that only reads, in the order of a call: access, inbound, agent, outbound. */
export const CATALOG: readonly Check<CheckId>[] = CHECKS;
