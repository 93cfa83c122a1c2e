type Props = Readonly<Record<string, unknown>>;

/** What people call an object. */
export interface Label {
  /** Its kind: `inbound trunk`. */
  readonly kind: string;
  /** The object itself: `inbound trunk "Reception"`. Names in it are raw. */
  readonly of: (props: Props) => string;
}

/** The label of a kind whose objects have names that people chose. */
export function named(kind: string, prop: string): Label {
  return { kind, of: ({ [prop]: name }) => (typeof name === "string" && name !== "" ? `${kind} "${name}"` : kind) };
}

/** The label of a kind whose objects are known by a value: `phone number +15105550100`. */
export function valued(kind: string, prop: string): Label {
  return { kind, of: ({ [prop]: value }) => (typeof value === "string" ? `${kind} ${value}` : kind) };
}
