import type { Taken } from "./taken.js";

type Props = Readonly<Record<string, unknown>>;
/** An object that was taken before, by its kind. */
type Find = (noun: string) => Taken;

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

/** A prop that only the cloud will tell. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SECRET = "4dabf18193072939515e22adb298388d";

/** Another object has to be made before this one can be known. */
export class UnlinkedError extends Error {
  readonly noun: string;

  constructor(noun: string) {
    super(`${noun} is to be made first`);
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
export function linked(noun: string, props: Props, taken: readonly Taken[]): Linked {
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
