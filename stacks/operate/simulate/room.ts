import type { Seen } from "../observe/observed.js";
import type { Trail } from "./hop.js";
import type { Invite } from "./phone-call.js";

/** Represents the random suffix of a room's name. */
const RANDOM = "…";

/** Where a call ends up. */
export interface RoomPlacement {
  /** The room's name; `…` represents a random suffix. */
  readonly room: string;
  /** The agents that the room requests. */
  readonly agents: readonly string[];
}

/** Determines the room and the agents of a call from its rule. */
export function placeInRoom({ props }: Seen<"DispatchRule">, { from, to }: Invite, trail: Trail): RoomPlacement {
  const caller = props.hidePhoneNumber ? from.slice(from.length > 4 ? -4 : -1) : from;
  const room = roomOf(props.rule, caller, to);
  const agents = (props.roomConfig?.agents ?? []).map(({ agentName }) => agentName);
  const whom = agents.map((agent) => agent || "any agent").join(", ");
  trail.pass(
    "room",
    `The caller is in room ${room}${whom === "" ? ", and no agent is dispatched" : `, and LiveKit dispatches ${whom}`}`,
  );
  return { room, agents };
}

function roomOf(rule: Seen<"DispatchRule">["props"]["rule"], caller: string, called: string): string {
  if (rule?.type === "direct") return rule.roomName;
  const parts =
    rule?.type === "individual"
      ? [rule.roomPrefix, caller, rule.noRandomness ? "" : RANDOM]
      : [rule?.roomPrefix, called, rule?.randomize ? RANDOM : ""];
  return parts.filter(Boolean).join("_");
}
