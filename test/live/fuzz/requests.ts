import { Draw, type Value } from "./draw.js";
import type { Random } from "./random.js";
import { dispatchRule, dispatchRuleUpdate } from "./rules.js";
import { settingsOf } from "./settings.js";
import { inboundTrunk, inboundTrunkUpdate, outboundTrunk, outboundTrunkUpdate } from "./trunks.js";

/** One request to the SIP service. */
export interface SipRequest {
  readonly method: string;
  readonly type: string;
  readonly body: string;
}

/** Requests to all methods of trunks and rules; later ones refer to the objects of earlier ones. */
export class Requests {
  readonly #random: Random;
  readonly #draw: Draw;
  readonly #methods: Readonly<Record<string, Value>>;
  readonly #weighted: readonly string[];

  /** @param wild mixes valid with invalid values, and well-formed with broken bodies */
  constructor(random: Random, wild: boolean) {
    this.#random = random;
    this.#draw = new Draw(random, wild);
    this.#methods = methodsOf(this.#draw);
    this.#weighted = Object.keys(this.#methods).flatMap((name) =>
      Array(/^Create|^Update/.test(name) ? 3 : 1).fill(name),
    );
  }

  /** The next request. */
  next(): SipRequest {
    const method = this.#random.pick(this.#weighted);
    const body = JSON.stringify(this.#methods[method]?.());
    if (!this.#draw.wild || this.#random.chance(0.96)) return { method, type: "application/json", body };
    return this.#random.pick([
      { method, type: this.#random.pick(["text/plain", "application/JSON; charset=utf-8", "application/xml"]), body },
      { method, type: "application/json", body: body.slice(0, -1) },
      { method, type: "application/json", body: `${body} x` },
      { method, type: "application/json", body: `[${body}]` },
      { method, type: "application/json", body: body.replace("{", '{"page":null,"page":null,') },
    ]);
  }

  /** Receives the id of a created object. */
  made(id: string): void {
    (id.startsWith("SDR_") ? this.#draw.ruleIds : this.#draw.trunkIds).push(id);
  }
}

function methodsOf(draw: Draw): Record<string, Value> {
  const settings = settingsOf(draw);
  const page = () =>
    draw.message({
      after_id: [0.5, () => draw.random.pick(["", draw.trunkId(), draw.ruleId(), "ST_Z"])],
      limit: [0.6, draw.oneOf(0, 1, 2, 3, -1, "2")],
    });
  const trunkFilter = {
    page: [0.4, page],
    trunk_ids: [0.3, () => draw.random.some(draw.trunkIds)],
    numbers: [0.4, draw.someNumbers],
  } as const;
  const update = (id: string, ids: () => string, replace: Value, change: Value) => () =>
    draw.message({ [id]: [0.97, ids], replace: [0.45, replace], update: [0.45, change] });
  const inbound = () => inboundTrunk(draw, settings);
  const outbound = () => outboundTrunk(draw, settings);
  const rule = () => dispatchRule(draw, settings);
  return {
    CreateSIPInboundTrunk: () => draw.message({ trunk: [0.97, inbound] }),
    CreateSIPOutboundTrunk: () => draw.message({ trunk: [0.97, outbound] }),
    CreateSIPDispatchRule: () =>
      draw.random.chance(0.4)
        ? rule()
        : draw.message({ dispatch_rule: [1, rule], trunk_ids: draw.seldom(0.1, draw.someTrunkIds) }),
    UpdateSIPInboundTrunk: update("sip_trunk_id", draw.trunkId, inbound, () => inboundTrunkUpdate(draw, settings)),
    UpdateSIPOutboundTrunk: update("sip_trunk_id", draw.trunkId, outbound, () => outboundTrunkUpdate(draw, settings)),
    UpdateSIPDispatchRule: update("sip_dispatch_rule_id", draw.ruleId, rule, () => dispatchRuleUpdate(draw, settings)),
    GetSIPInboundTrunk: () => draw.message({ sip_trunk_id: [1, draw.trunkId] }),
    GetSIPOutboundTrunk: () => draw.message({ sip_trunk_id: [1, draw.trunkId] }),
    ListSIPInboundTrunk: () => draw.message(trunkFilter),
    ListSIPOutboundTrunk: () => draw.message(trunkFilter),
    ListSIPTrunk: () => draw.message({ page: [0.4, page] }),
    ListSIPDispatchRule: () =>
      draw.message({
        page: [0.4, page],
        dispatch_rule_ids: [0.3, () => draw.random.some(draw.ruleIds)],
        trunk_ids: [0.4, () => draw.random.some(draw.trunkIds)],
      }),
    DeleteSIPTrunk: () => draw.message({ sip_trunk_id: [1, draw.trunkId] }),
    DeleteSIPDispatchRule: () => draw.message({ sip_dispatch_rule_id: [1, draw.ruleId] }),
    CreateSIPTrunk: () => ({}),
  };
}
