type Props = Readonly<Record<string, unknown>>;

/** How messages call an object. */
export interface Label {
  /** Its kind: `inbound trunk`. */
  readonly kind: string;
  /** The object itself: `inbound trunk "Reception"`. Names are not escaped. */
  readonly of: (props: Props) => string;
}

/** The label of a kind whose objects have names. */
export function named(kind: string, prop: string): Label {
  return { kind, of: ({ [prop]: name }) => (typeof name === "string" && name !== "" ? `${kind} "${name}"` : kind) };
}

/** The label of a kind whose objects are identified by a value: `phone number +15105550100`. */
export function valued(kind: string, prop: string): Label {
  return { kind, of: ({ [prop]: value }) => (typeof value === "string" ? `${kind} ${value}` : kind) };
}
