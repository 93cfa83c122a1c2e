/** The last part of an id: `OU…` of `TK…/OU…`. */
export function ownId(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

/** The parent's part of an id: `TK…` of `TK…/OU…`. Empty for an object without a parent. */
export function parentId(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf("/")));
}
