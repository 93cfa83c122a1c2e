import { createHash } from "node:crypto";
import { alphabet } from "../livekit/ids.js";
import type { DispatchRule, InboundTrunk } from "../livekit/store.js";
import type { Invite, Trail } from "./trail.js";

/** The end of a call's route. */
export interface Landing {
  /** The room's name. */
  readonly room?: string;
  /** The caller in the room. */
  readonly participant?: {
    readonly identity: string;
    readonly name: string;
    readonly metadata: string;
  };
  /** The agents that the room requests when it is created. */
  readonly agents: readonly {
    readonly agentName: string;
    readonly metadata: string;
  }[];
  /** The caller's attributes, except those from the call's headers. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** The room, caller and agents that a rule gives to a call (`EvaluateDispatchRule` of livekit/protocol). */
export function land(rule: DispatchRule, trunk: InboundTrunk | undefined, invite: Invite, trail: Trail): Landing {
  const { from, to } = invite;
  const hidden = rule.hidePhoneNumber;
  const shown = hidden ? from.slice(from.length > 4 ? -4 : -1) : from;
  const room = roomName(rule, shown, to, from);
  const agents = (rule.roomConfig?.agents ?? []).map(({ agentName, metadata }) => ({ agentName, metadata }));
  const whom = agents.map(({ agentName }) => agentName || "any agent").join(", ");
  trail.pass("room", `The caller is in ${room}${whom && `, and LiveKit dispatches ${whom}`}.`);
  return {
    room,
    participant: {
      identity: `sip_${hidden ? sha256(from).slice(0, 16) : from}`,
      name: `Phone ${shown}`,
      metadata: rule.metadata,
    },
    agents,
    attributes: {
      ...rule.attributes,
      "sip.trunkID": trunk?.sipTrunkId ?? "",
      "sip.ruleID": rule.sipDispatchRuleId,
      ...(!hidden && { "sip.phoneNumber": from, "sip.trunkPhoneNumber": to }),
    },
  };
}

function roomName({ rule, sipDispatchRuleId }: DispatchRule, caller: string, called: string, from: string): string {
  const kind = rule?.rule;
  switch (kind?.case) {
    case "dispatchRuleDirect":
      return kind.value?.roomName ?? "";
    case "dispatchRuleIndividual":
      return joined(
        kind.value?.roomPrefix,
        caller,
        !kind.value?.noRandomness && suffix(from, called, sipDispatchRuleId),
      );
    case "dispatchRuleCallee":
      return joined(kind.value?.roomPrefix, called, kind.value?.randomize && suffix(from, called, sipDispatchRuleId));
    default:
      return "";
  }
}

function joined(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join("_");
}

/** Twelve letters of LiveKit's alphabet. Random on the server; here, equal calls get equal ones. */
function suffix(...parts: readonly string[]): string {
  const bytes = Buffer.from(sha256(parts.join()), "hex").subarray(0, 12);
  return [...bytes].map((byte) => alphabet.charAt(byte % alphabet.length)).join("");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
