import type { BadConfig } from "./bad-config.js";

const AN_OBJECT = 'numbers: must be an object such as { "+15105550100": { "agent": "reception" } }';
const AT = 'numbers["+15105550100"]';
const BUNDLE = "BU00000000000000000000000000000001";

const reception = { agent: "reception" };
const written = (number: string) => ({ numbers: { [number]: reception } });
const settings = (changes: object) => ({ numbers: { "+15105550100": { ...reception, ...changes } } });

/** Numbers: their format, agents, purchase and release. */
export const numbers: BadConfig[] = [
  [AN_OBJECT, { numbers: "+15105550100" }],
  [AN_OBJECT, { numbers: "15105550100" }],
  [AN_OBJECT, { numbers: "false" }],
  [AN_OBJECT, { numbers: ["+15105550100"] }],
  [
    `${AT}: must be an object; its keys are purchase, agentName, release, addressSid, bundleSid, identitySid, move, agent`,
    { numbers: { "+15105550100": "reception" } },
  ],
  [`${AT}.agent: is missing; name the agent that answers this number`, { numbers: { "+15105550100": {} } }],
  [`${AT}.agent: must be the id of an agent`, settings({ agent: 5 })],
  [`${AT}.agent: there is no agent "nobody"; agents are reception`, settings({ agent: "nobody" })],
  [
    'inbound.attributes["arkenos.agentId"]: there is no agent "nobody"; agents are reception',
    { inbound: { attributes: { "arkenos.agentId": "nobody" } } },
  ],
  [`${AT}.agent: there is no agent "constructor"; agents are reception`, settings({ agent: "constructor" })],
  [`${AT}.agent: there is no agent "reception"; the config has no agents; add it to agents`, { agents: undefined }],
  ['numbers["+1 (510) 555-0100"]: is not in E.164 format; write +15105550100, in quotes', written("+1 (510) 555-0100")],
  ['numbers["0015105550100"]: is not in E.164 format; write +15105550100, in quotes', written("0015105550100")],
  [
    'numbers["+44 (0)20 7946 0100"]: is not in E.164 format; write +442079460100, in quotes',
    written("+44 (0)20 7946 0100"),
  ],
  [
    'numbers["15105550100"]: is not in E.164 format; write +15105550100, in quotes, if it begins with its country code',
    written("15105550100"),
  ],
  [
    'numbers["front desk"]: is not in E.164 format; write + and 7 to 15 digits, in quotes, such as +15105550100',
    written("front desk"),
  ],
  ['numbers[""]: is not in E.164 format; write + and 7 to 15 digits, in quotes, such as +15105550100', written("")],
  [`${AT}.purchase: must be true or false`, settings({ purchase: "yes" })],
  [`${AT}.release: must be true or false`, settings({ release: 1 })],
  [`${AT}.move: must be true or false`, settings({ move: "true" })],
  [
    `${AT}.addressSid: "Main St" is not the SID of an address; it is AD and 32 hexadecimal digits`,
    settings({ purchase: true, addressSid: "Main St" }),
  ],
  [
    `${AT}: sets regulatory SIDs without purchase: true; set purchase to true, or leave them out`,
    settings({ bundleSid: BUNDLE }),
  ],
  [
    `${AT}.release: releases a number that the stack does not buy; set purchase to true, too; a number that you own is not bought again`,
    settings({ release: true }),
  ],
  [`${AT}.purchse: unknown property; did you mean purchase?`, settings({ purchse: true })],
  [
    `inbound.hidePhoneNumber: hides the dialed number too, and without it +15105550100 cannot reach agent "reception"; ` +
      "set it to false, or give all numbers to defaultAgent",
    { inbound: { hidePhoneNumber: true } },
  ],
];
