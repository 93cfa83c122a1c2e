import type { ImportedObject } from "./imported-object.js";

type Props = Readonly<Record<string, unknown>>;
/** Finds an object that was matched before, by its kind. */
type Find = (noun: string) => ImportedObject;

/** Props that refer to other objects of the topology: a preview does not know them, the objects that were found do. */
const LINKS: Readonly<Record<string, (find: Find, props: Props) => Props>> = {
  DispatchRule: (find) => ({ trunkIds: [find("InboundTrunk").id] }),
  OriginationUrl: (find) => ({ trunkSid: find("ElasticTrunk").id }),
  NumberAssociation: (find) => ({ trunkSid: find("ElasticTrunk").id }),
  TrunkCredentialList: (find) => ({
    trunkSid: find("ElasticTrunk").id,
    credentialListSid: find("CredentialList").id,
  }),
  OutboundTrunk: (find, { address }) =>
    isUnknown(address) ? { address: find("ElasticTrunk").outputs.terminationDomain } : {},
};

/** Stands for a prop that is known after creation. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SECRET = "4dabf18193072939515e22adb298388d";

/** A prop refers to an object that was not found. */
export class UnlinkedError extends Error {
  readonly noun: string;

  constructor(noun: string) {
    super(`${noun} was not found`);
    this.noun = noun;
  }
}

/** The props of a resource, as far as they are known before it exists. */
export interface Linked {
  readonly props: Readonly<Record<string, unknown>>;
  /** Props that stay unknown or secret: the object's own values stand for them. */
  readonly open: readonly string[];
}

/**
 * The props of a resource with the ids of what was taken before it.
 *
 * @throws UnlinkedError where an object that it hangs on was not found
 */
export function linked(noun: string, props: Props, taken: readonly ImportedObject[]): Linked {
  const find: Find = (wanted) => {
    const found = taken.find((each) => each.noun === wanted);
    if (!found) throw new UnlinkedError(wanted);
    return found;
  };
  const all = Object.entries({ ...props, ...LINKS[noun]?.(find, props) });
  const open = all.filter(([, value]) => isUnknown(value) || isSecret(value)).map(([name]) => name);
  return { props: Object.fromEntries(all.filter(([name]) => !open.includes(name))), open };
}

function isUnknown(value: unknown): boolean {
  return value === UNKNOWN;
}

function isSecret(value: unknown): boolean {
  return typeof value === "object" && value !== null && SECRET in value;
}
