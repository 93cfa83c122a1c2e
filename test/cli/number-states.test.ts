import { expect, it } from "vitest";
import { numberStates } from "../../stacks/operate/cli/numbers/number-states.js";
import type { Verdict } from "../../stacks/operate/simulate/verdict.js";

const OURS = "TK01";
const THEIRS = "TK02";
const wanted = (number: string, agent: string) => ({
  number,
  agent,
  agentName: "arkenos-agent",
  caller: "+15555550199",
});
const verdict = (number: string, calls: Verdict["calls"]): Verdict => ({ number, calls, worker: "not probed" });

it("each number of the account and of the stack has a state, which for one in the config is its verdict", () => {
  const states = numberStates({
    wanted: [
      wanted("+15105550100", "reception"),
      wanted("+15105550101", "reception"),
      wanted("+15105550102", "reception"),
      wanted("+15105550103", "sales"),
      wanted("+15105550190", "sales"),
    ],
    verdicts: [
      verdict("+15105550100", "reaches the worker"),
      verdict("+15105550101", "not answered"),
      verdict("+15105550102", "a share of its calls"),
      verdict("+15105550103", "not checked"),
      verdict("+15105550190", "not answered"),
    ],
    trunkSids: [OURS],
    owned: [
      { phoneNumber: "+15105550106", trunkSid: OURS },
      { phoneNumber: "+15105550100", trunkSid: OURS },
      { phoneNumber: "+15105550101", trunkSid: "" },
      { phoneNumber: "+15105550102", trunkSid: OURS },
      { phoneNumber: "+15105550103", trunkSid: OURS },
      { phoneNumber: "+15105550104", trunkSid: "" },
      { phoneNumber: "+15105550105", trunkSid: THEIRS },
    ],
    trunkNames: new Map([
      [OURS, "Arkenos Inbound"],
      [THEIRS, "Legacy"],
    ]),
  });
  expect(states.map(({ number, agent, trunk, state }) => [number, agent, trunk?.name, state])).toEqual([
    ["+15105550100", "reception", "Arkenos Inbound", "routed"],
    ["+15105550101", "reception", undefined, "drifted"],
    ["+15105550102", "reception", "Arkenos Inbound", "drifted"],
    ["+15105550103", "sales", "Arkenos Inbound", "unchecked"],
    ["+15105550104", undefined, undefined, "unassigned"],
    ["+15105550105", undefined, "Legacy", "elsewhere"],
    ["+15105550106", undefined, "Arkenos Inbound", "drifted"],
    ["+15105550190", "sales", undefined, "drifted"],
  ]);
});
