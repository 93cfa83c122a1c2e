import type { BadConfig } from "./bad-config.js";
import { talking } from "../../talking.js";

const AT = "agents.reception.tools";
const SECRET = "sk-model-secret-c0ffee";

const tools = (...list: unknown[]) => ({
  agents: { reception: { systemPrompt: "You answer for Acme.", ...talking, tools: list } },
});
const http = (changes: object) =>
  tools({ type: "http", name: "find_order", description: "Finds an order.", url: "https://api.acme.com", ...changes });

const warm = tools({ type: "transfer_call", mode: "warm", targets: { sales: "tel:+15105550199" } });

/** Tools of agents. */
export const toolConfigs: BadConfig[] = [
  [
    `${AT}: must be a list of tools`,
    { agents: { reception: { systemPrompt: "You answer for Acme.", ...talking, tools: { type: "end_call" } } } },
  ],
  [`${AT}[0].type: needs a type: "http", "mcp", "end_call", "transfer_call" or "dtmf"`, tools({ type: "hang_up" })],
  [`${AT}[0]: needs a type: "http", "mcp", "end_call", "transfer_call" or "dtmf"`, tools("end_call")],
  [
    `${AT}[1]: is the second tool named end_call; rename one of them, or remove one`,
    tools({ type: "end_call" }, { type: "end_call" }),
  ],
  [`${AT}[0].targets: is empty; add at least one target`, tools({ type: "transfer_call", targets: {} })],
  [
    `${AT}[0].targets.sales: "+15105550199" is not a tel: URI with a number in E.164, or a SIP URI; ` +
      "write one such as tel:+15105550199",
    tools({ type: "transfer_call", targets: { sales: "+15105550199" } }),
  ],
  [
    `${AT}[0].mode: is warm, which requires LiveKit Cloud: ` +
      "a self-hosted livekit-server does not implement MoveParticipant; write mode: cold",
    { livekitUrl: "wss://livekit.acme.example", sipDomain: "sip.acme.example", ...warm },
  ],
  [
    `${AT}[0].mode: is warm, which requires an outbound number, and the stack has none; ` +
      "set outbound.fromNumbers, or write mode: cold",
    { outbound: { enabled: false }, ...warm },
  ],
  [
    `${AT}[0].targets.desk: is a SIP URI, but a warm transfer dials a number; write tel:+…, or mode: cold`,
    tools({ type: "transfer_call", mode: "warm", targets: { desk: "sip:desk@acme.example" } }),
  ],
  [
    `${AT}[0].holdAudio: only applies to warm transfers; set mode: warm, or leave it out`,
    tools({ type: "transfer_call", holdAudio: "hold.wav", targets: { sales: "tel:+15105550199" } }),
  ],
  [
    `${AT}[0].ringSeconds: must be from 1 to 80`,
    tools({ type: "transfer_call", ringSeconds: 300, targets: { sales: "tel:+15105550199" } }),
  ],
  [
    `${AT}[0].ringSeconds: must be a whole number of seconds`,
    tools({ type: "transfer_call", ringSeconds: 12.5, targets: { sales: "tel:+15105550199" } }),
  ],
  [
    `${AT}[0].name: must be 1 to 64 letters, digits, _ and -, and not start with a digit or -`,
    http({ name: "find order" }),
  ],
  [`${AT}[0].description: is empty; tell the model what the tool does`, http({ description: "" })],
  [`${AT}[0].url: is not a URL; write https:// and a host`, http({ url: "api.acme.com" })],
  [
    `${AT}[0].url: api_key would be readable in the stack's output; ` +
      "send it as a header: write ${env:NAME}, and put the value into agentEnv",
    http({ url: `https://api.acme.com?api_key=${SECRET}` }),
  ],
  [
    `${AT}[0].headers.Authorization: would be readable in the stack's output; ` +
      "write ${env:NAME}, and put the value into agentEnv",
    http({ headers: { Authorization: `Bearer ${SECRET}` } }),
  ],
  [`${AT}[0].url: is not a URL; write https:// and a host`, http({ url: "https://api.acme.com/orders\r\nX-Admin: 1" })],
  [
    `${AT}[0].headers.X-Team: contains a character that headers cannot have, such as a line break; remove it`,
    http({ headers: { "X-Team": "sales\r\nX-Admin: 1" } }),
  ],
  [
    `${AT}[0].headers["X-Team:"]: is not a header name; use letters, digits and -, such as X-Team`,
    http({ headers: { "X-Team:": "sales" } }),
  ],
  [`${AT}[0].parameters: is asynchronous; remove $async`, http({ parameters: { $async: true } })],
  [
    `${AT}[0].parameters: is not a JSON Schema: the pattern ^(?=a) cannot be matched in linear time; ` +
      "remove lookaround, back references, and repeats above 1,000",
    http({ parameters: { properties: { id: { type: "string", pattern: "^(?=a)" } } } }),
  ],
  [
    `${AT}[0].parameters.properties: the URL sets shop, which arguments cannot override`,
    http({ url: "https://api.acme.com?shop=acme", parameters: { properties: { shop: { type: "string" } } } }),
  ],
  [
    `${AT}[1]: is the second tool named send_dtmf_events; rename one of them, or remove one`,
    tools(
      { type: "dtmf" },
      { type: "http", name: "send_dtmf_events", description: "Sends.", url: "https://api.acme.com" },
    ),
  ],
  [
    `${AT}[0].parameters: does not describe an object; ` +
      "set type: object, and declare the arguments under properties",
    http({ parameters: { type: "string" } }),
  ],
  [
    `${AT}[0].parameters: has an invalid default: /limit must be integer`,
    http({ parameters: { properties: { limit: { type: "integer", default: "five" } } } }),
  ],
  [
    `${AT}[0].url: has the placeholder {order_id}, which parameters.properties does not declare; declare it there`,
    http({ url: "https://api.acme.com/orders/{order_id}" }),
  ],
  [
    `${AT}[0].url: needs the environment variable SHOP; put it into agentEnv`,
    http({ url: "https://api.acme.com/${env:SHOP}/orders" }),
  ],
  [
    `${AT}[0].body: needs the environment variable SHOP_TOKEN; put it into agentEnv`,
    http({ body: { token: "${env:SHOP_TOKEN}" } }),
  ],
  [
    `${AT}[0].headers.Authorization: would be readable in the stack's output; ` +
      "write ${env:NAME}, and put the value into agentEnv",
    tools({ type: "mcp", url: "https://mcp.acme.com/mcp", headers: { Authorization: `Bearer ${SECRET}` } }),
  ],
  [
    `${AT}[0].headers: needs the environment variable MCP_TOKEN; put it into agentEnv`,
    tools({ type: "mcp", url: "https://mcp.acme.com/mcp", headers: { Authorization: "Bearer ${env:MCP_TOKEN}" } }),
  ],
  [`${AT}[0].method: must be GET, POST, PUT, PATCH or DELETE`, http({ method: "get" })],
  [`${AT}[0].timeoutSeconds: must not exceed 120`, http({ timeoutSeconds: 600 })],
  [`${AT}[0].metod: unknown property; did you mean method?`, http({ metod: "GET" })],
];
