import { type Document, isAlias, isNode, type Node, visit } from "yaml";

/**
 * Allows a node to be changed or removed without changing its aliases: the first alias outside the node becomes a copy
 * with the anchor, and the other aliases refer to that copy.
 */
export function moveAnchor(document: Document, node: unknown): void {
  if (!isNode(node)) return;
  const inside = new Set<Node>();
  visit(node, { Node: (_, child) => void inside.add(child) });
  for (const anchored of inside) {
    if (isAlias(anchored) || anchored.anchor === undefined) continue;
    const { anchor } = anchored;
    let isHanded = false;
    visit(document, {
      Alias(_, alias) {
        if (isHanded) return visit.BREAK;
        if (alias.source !== anchor || inside.has(alias)) return undefined;
        isHanded = true;
        return anchored.clone() as Node;
      },
    });
    if (isHanded) delete anchored.anchor;
  }
}
