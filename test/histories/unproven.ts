import type { Change } from "./change.js";
import { derivedFor, mayTake } from "./evidence.js";
import type { Stack } from "./stack.js";
import type { World } from "./world.js";

/** Lost objects that a stack may not adopt again, or has replaced by another, in the form of changes. */
export function unproven(world: World, stack: Stack): Change[] {
  return world.lost(stack).flatMap((key): Change[] => {
    const [shelf = "", ...path] = key.split("/");
    const id = path.join("/");
    const before = world.clouds.shelf(shelf)?.get(id);
    if (!before) return [];
    const change: Change = { shelf, id, before, after: before };
    const resource = resourceOf(stack, change);
    const isReplaced = resource !== undefined && stack.state.get(resource) !== undefined;
    return mayTake(stack, change, world.clouds, world.ledger) && !isReplaced ? [] : [change];
  });
}

/** The resource of a trunk in a stack. */
function resourceOf({ config }: Stack, { shelf, before }: Change): string | undefined {
  const { topology } = config;
  if (shelf.endsWith(".inboundTrunks")) return `${topology}-inbound`;
  if (shelf.endsWith(".outboundTrunks")) return `${topology}-outbound`;
  if (shelf !== "twilio.trunks") return undefined;
  return derivedFor(config, (before as { readonly domainName: string | null }).domainName) ?? `${topology}-trunk`;
}
