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

/** Every check that reads only, in the order of a call: who lets us in, the way in, the agent, the way out. */
export const CATALOGUE: readonly Check[] = [
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
];
