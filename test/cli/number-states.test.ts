import { expect, it } from "vitest";
import { numberStates } from "../../stacks/cli/numbers/number-states.js";

const OURS = "TK01";
const THEIRS = "TK02";
const entry = (agent: string, purchase = false) => ({ agent, purchase, release: false }) as never;

it("each number of the account and of the config has its state, and what to do where it drifted", () => {
  const states = numberStates({
    config: {
      numbers: {
        "+15105550100": entry("reception"),
        "+15105550101": entry("reception"),
        "+15105550102": entry("reception"),
        "+15105550103": entry("sales"),
        "+15105550190": entry("sales", true),
        "+15105550191": entry("sales"),
      },
    },
    elasticTrunkSid: OURS,
    owned: [
      { phoneNumber: "+15105550106", trunkSid: OURS },
      { phoneNumber: "+15105550100", trunkSid: OURS },
      { phoneNumber: "+15105550101", trunkSid: "" },
      { phoneNumber: "+15105550102", trunkSid: THEIRS },
      { phoneNumber: "+15105550103", trunkSid: OURS },
      { phoneNumber: "+15105550104", trunkSid: "" },
      { phoneNumber: "+15105550105", trunkSid: THEIRS },
    ],
    trunkNames: new Map([
      [OURS, "Arkenos Inbound"],
      [THEIRS, "Legacy"],
    ]),
    answered: new Set(["+15105550100"]),
  });
  expect(states.map(({ number, agent, trunk, state, note }) => [number, agent, trunk?.name, state, note])).toEqual([
    ["+15105550100", "reception", "Arkenos Inbound", "routed", undefined],
    ["+15105550101", "reception", undefined, "drifted", "on no trunk: arkenos up"],
    ["+15105550102", "reception", "Legacy", "drifted", "on another trunk: arkenos up"],
    ["+15105550103", "sales", "Arkenos Inbound", "drifted", expect.stringContaining("LiveKit's inbound trunk")],
    ["+15105550104", undefined, undefined, "unassigned", undefined],
    ["+15105550105", undefined, "Legacy", "elsewhere", undefined],
    ["+15105550106", undefined, "Arkenos Inbound", "drifted", expect.stringContaining("not in its config")],
    ["+15105550190", "sales", undefined, "drifted", "not bought yet: arkenos provision"],
    ["+15105550191", "sales", undefined, "drifted", "not in the account: buy it, or release it"],
  ]);
});
