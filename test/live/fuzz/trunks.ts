import type { Draw, Field } from "./draw.js";
import type { Settings } from "./settings.js";

/** An inbound trunk to create or to replace another with. */
export function inboundTrunk(draw: Draw, settings: Settings): Record<string, unknown> {
  return draw.message({
    ...sharedFields(draw, settings),
    numbers: [0.8, draw.someNumbers],
    allowed_addresses: [0.3, draw.someOf(["1.2.3.4", "bad", ""])],
    allowed_numbers: [0.4, draw.someNumbers],
    auth_realm: [0.1, draw.text],
    attributes_to_headers: draw.seldom(0.1, settings.attributesToHeaders),
    ringing_timeout: draw.seldom(0.2, settings.duration),
    max_call_duration: draw.seldom(0.1, settings.duration),
    krisp_enabled: draw.seldom(0.1, draw.oneOf(true, false, 1)),
    created_at: draw.seldom(0.02, draw.oneOf("2020-01-01T00:00:00Z", "x", null)),
  });
}

/** An outbound trunk to create or to replace another with. */
export function outboundTrunk(draw: Draw, settings: Settings): Record<string, unknown> {
  return draw.message({
    ...sharedFields(draw, settings),
    numbers: [0.9, draw.someNumbers],
    address: [0.9, draw.oneOf(...(draw.wild ? wildAddresses : ["a.b"]))],
    destination_country: [0.2, draw.text],
    transport: [0.3, draw.oneOf("SIP_TRANSPORT_TCP", 2, "TCP", 9)],
    from_host: draw.seldom(0.2, draw.oneOf("h", "sip:h", "h;transport=tcp", "a@b")),
  });
}

/** A change of some of an inbound trunk's fields. */
export function inboundTrunkUpdate(draw: Draw, settings: Settings): Record<string, unknown> {
  return draw.message({
    ...sharedUpdates(draw, settings),
    allowed_addresses: [0.2, settings.listUpdate],
    allowed_numbers: [0.3, settings.listUpdate],
    auth_realm: [0.1, draw.text],
  });
}

/** A change of some of an outbound trunk's fields. */
export function outboundTrunkUpdate(draw: Draw, settings: Settings): Record<string, unknown> {
  return draw.message({
    ...sharedUpdates(draw, settings),
    address: [0.2, draw.oneOf("n", "sip:n", "")],
    transport: [0.2, () => 1],
    destination_country: [0.1, draw.text],
    from_host: [0.1, draw.text],
  });
}

function sharedFields(draw: Draw, settings: Settings): Record<string, Field> {
  return {
    sip_trunk_id: draw.seldom(0.03, draw.trunkId),
    name: [0.5, draw.text],
    metadata: [0.3, draw.text],
    auth_username: [0.3, draw.text],
    auth_password: [0.3, draw.text],
    headers: draw.seldom(0.15, settings.headers),
    headers_to_attributes: draw.seldom(0.1, settings.headersToAttributes),
    include_headers: draw.seldom(0.1, settings.headerOptions),
    media_encryption: draw.seldom(0.1, settings.encryption),
    media: draw.seldom(0.15, settings.media),
  };
}

function sharedUpdates(draw: Draw, settings: Settings): Record<string, Field> {
  return {
    numbers: [0.4, settings.listUpdate],
    auth_username: [0.2, draw.text],
    auth_password: [0.2, draw.text],
    name: [0.3, draw.text],
    metadata: [0.2, draw.text],
    media_encryption: [0.1, settings.encryption],
    media: [0.15, settings.media],
  };
}

const wildAddresses = [
  ...["a.b", "1.2.3.4:5060", "sip:x", "sips:x", "Sip:x", "a;transport=udp", "a;b", "a@b", "", "transport=tcp"],
];
