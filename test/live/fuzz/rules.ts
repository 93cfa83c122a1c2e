import type { Draw } from "./draw.js";
import type { Settings } from "./settings.js";

/** A dispatch rule to create or to replace another with. */
export function dispatchRule(draw: Draw, settings: Settings): Record<string, unknown> {
  return draw.message({
    sip_dispatch_rule_id: draw.seldom(0.03, draw.ruleId),
    rule: [0.95, () => kind(draw)],
    trunk_ids: [0.7, draw.someTrunkIds],
    hide_phone_number: draw.seldom(0.2, () => true),
    inbound_numbers: [0.4, draw.someNumbers],
    numbers: [0.4, draw.someNumbers],
    name: [0.6, draw.text],
    metadata: [0.3, draw.text],
    attributes: [0.3, draw.oneOf({}, { a: "b" }, { a: "", c: "d" }, { a: 1 }, { a: null })],
    room_preset: draw.seldom(0.1, draw.text),
    room_config: draw.seldom(0.3, () => roomConfig(draw)),
    media: draw.seldom(0.15, settings.media),
    krisp_enabled: draw.seldom(0.1, () => true),
    media_encryption: draw.seldom(0.15, settings.encryption),
  });
}

/** A change of some of a dispatch rule's fields. */
export function dispatchRuleUpdate(draw: Draw, settings: Settings): Record<string, unknown> {
  const trunkIds = () => (draw.random.chance(0.5) ? { set: draw.someTrunkIds() } : settings.listUpdate());
  return draw.message({
    trunk_ids: [0.4, trunkIds],
    rule: [0.4, () => kind(draw)],
    name: [0.3, draw.text],
    metadata: [0.2, draw.text],
    attributes: [0.3, draw.oneOf({ a: "" }, { a: "z", q: "w" }, {})],
    media_encryption: [0.1, settings.encryption],
    media: [0.15, settings.media],
  });
}

function kind(draw: Draw): unknown {
  const pin = draw.oneOf("", "1", "2");
  if (draw.random.chance(0.03)) return draw.random.pick(noKinds);
  return draw.random.pick([
    () => ({ dispatch_rule_direct: draw.message({ room_name: [0.7, draw.text], pin: [0.3, pin] }) }),
    () => ({
      dispatchRuleIndividual: draw.message({
        room_prefix: [0.7, draw.text],
        pin: [0.3, pin],
        no_randomness: [0.3, () => true],
      }),
    }),
    () => ({
      dispatch_rule_callee: draw.message({
        room_prefix: [0.5, draw.text],
        pin: [0.3, pin],
        randomize: [0.3, () => true],
      }),
    }),
  ])();
}

const noKinds = [{}, { dispatch_rule_direct: {}, dispatch_rule_callee: {} }, { dispatch_rule_direct: null }, null];

function roomConfig(draw: Draw): Record<string, unknown> {
  return draw.message({
    name: [0.3, draw.text],
    empty_timeout: [0.3, draw.oneOf(5, "7", -1, 1)],
    agents: [0.7, draw.someOf(agents, 2)],
    metadata: [0.2, draw.text],
    sync_streams: [0.1, () => true],
    tags: draw.seldom(0.1, () => ({ a: "b" })),
    egress: draw.seldom(0.15, draw.oneOf(...egresses)),
  });
}

const agents = [
  ...[{ agent_name: "a" }, { agentName: "b", metadata: "{}" }, {}, { agent_name: "c", attributes: { k: "v" } }],
  { restart_policy: "JRP_NEVER" },
];

const file = { filepath: "p", file_type: "MP4", s3: { bucket: "b" } };
const advanced = { width: 5, key_frame_interval: 1.5, video_codec: "H264_MAIN" };
const egresses = [
  {},
  { room: { room_name: "x", layout: "grid", audio_only: true, file, preset: "H264_720P_30" } },
  { room: { advanced, file_outputs: [{ filepath: "z", gcp: {} }], webhooks: [{ url: "u" }] } },
  { participant: { segment_outputs: [{ filename_prefix: "x" }] } },
  { tracks: { filepath: "x", azure: { account_name: "q" } } },
];
