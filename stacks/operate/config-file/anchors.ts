import { type Document, isAlias, isNode, type Node, visit } from "yaml";

/**
 * Lets a node be changed or removed, and leaves its aliases what they are: the first alias outside of it becomes
 * a copy that bears the anchor, and the others follow that one.
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
