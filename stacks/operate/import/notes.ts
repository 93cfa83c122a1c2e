import { topologyOf } from "@arkenos/provider/clouds";
import { engineType } from "../object-words.js";
import { type Found, foundOf, type Inventory } from "./inventory.js";
import { type Kind, KINDS, kinds, type Mapping } from "./kinds.js";
import { numbersWith } from "./suggestion.js";

/** What the next `up` changes on the imported objects and why, where the changed fields alone do not make it clear. */
export function notesOn(inventory: Inventory, mapping: Mapping): string[] {
  const { livekit } = inventory;
  const inbound = livekit.inboundTrunks.find(({ id }) => id === mapping.inboundTrunk)?.props;
  const rule = livekit.dispatchRules.find(({ id }) => id === mapping.dispatchRule)?.props;
  const { lost } = numbersWith(inventory, mapping);
  return [
    ...(inbound?.authUsername
      ? [
          `Inbound trunk ${mapping.inboundTrunk} asks callers for a password, which Twilio does not send: up removes it, so that calls get through.`,
        ]
      : []),
    ...(rule?.trunkIds?.length === 0
      ? [`Dispatch rule ${mapping.dispatchRule} takes the calls of every trunk: up narrows it to this stack's.`]
      : []),
    ...(rule?.rule?.pin
      ? [
          `Dispatch rule ${mapping.dispatchRule} asks callers for a PIN: up removes it, and everyone who calls reaches the agent.`,
        ]
      : []),
    ...(lost.length > 0
      ? [
          `Inbound trunk ${mapping.inboundTrunk} also lists ${lost.join(", ")}, which the Twilio trunk does not have: up removes it.`,
        ]
      : []),
  ];
}

/** `project/stack/resource` as Pulumi allows it, without anything that a shell would interpret. */
const OWNER = /^[\w.-]+\/[\w.-]+\/[^'\p{C}]+$/u;

/**
 * The commands with which each other stack forgets the objects that this stack takes over. Otherwise, its next
 * `destroy` would delete them.
 */
export function handoverCommands(inventory: Inventory, mapping: Mapping, stack: string): string[] {
  return kinds.flatMap((kind) =>
    foundOf(inventory, kind)
      .filter(({ id, owner }) => id === mapping[kind] && owner !== undefined && !owner.startsWith(`${stack}/`))
      .map(({ id, owner = "" }) =>
        OWNER.test(owner)
          ? `${KINDS[kind].words} ${id} is ${owner}'s. In that project, ${forgetting({ kind, owner })}`
          : `${KINDS[kind].words} ${id} carries the marker "${owner}", which cannot be a stack's: find out who wrote it.`,
      ),
  );
}

/**
 * The engine's command with the URN of an object. Only LiveKit's trunks carry the names of their resources. In a
 * topology, the name of a trunk tells the names of all its objects.
 */
function forgetting({ kind, owner }: Required<Pick<Found, "kind" | "owner">>): string {
  const [project = "", stack = "", ...names] = owner.split("/");
  const marked = names.join("/");
  const { noun, resource } = KINDS[kind];
  const isMarked = MARKED.includes(kind);
  const topology = topologyOf(owner);
  const isInTopology = (isMarked ? [kind] : MARKED).some((one) => marked.endsWith(`-${KINDS[one].resource}`));
  const command = (urn: string) => `pulumi state delete '${urn}' --target-dependents --stack ${stack}`;
  const urnOf = (type: string, name: string) => `urn:pulumi:${stack}::${project}::${type}::${name}`;
  if (isInTopology && topology !== undefined)
    return `run: ${command(urnOf(`arkenos:telephony:SipTopology$${engineType(noun)}`, `${topology}-${resource}`))}`;
  if (isMarked) return `run: ${command(urnOf(engineType(noun), marked))}`;
  return `find its URN with pulumi stack --show-urns --stack ${stack}, then run: ${command("URN")}`;
}

/** The kinds that carry a marker. */
const MARKED: readonly Kind[] = ["inboundTrunk", "outboundTrunk"];
