import type { Emulator } from "../emulator/index.js";
import type { Noun } from "./run.js";
import type { Settings } from "./settings.js";

/** The objects of each kind in a cloud, and manual changes to them. */
export interface CloudContents<Kind extends Noun = Noun> {
  /** The object in the cloud's own form; undefined if it does not exist. */
  holds(noun: Kind, id: string): Promise<object | undefined>;
  /** All objects of a kind. */
  all(noun: Kind): Promise<object[]>;
  /** Changes fields, by the cloud's names for them. */
  change(noun: Kind, id: string, fields: object): Promise<void>;
  remove(noun: Kind, id: string): Promise<void>;
}

/** LiveKit's kinds. */
export type LiveKitNoun = "InboundTrunk" | "OutboundTrunk" | "DispatchRule";

/** A LiveKit server for the contract suite: its address and its objects. The emulator or a real server. */
export interface LiveKitBackend extends CloudContents<LiveKitNoun> {
  readonly settings: Settings;
  /** Deletes everything. */
  clear(): Promise<void>;
}

interface Shelf {
  all(): object[];
  get(id: string): object | undefined;
  patch(id: string, fields: object): unknown;
  delete(id: string): boolean;
}

/** The emulated LiveKit. */
export function livekitOf({ livekit, env }: Emulator): LiveKitBackend {
  const { inboundTrunks, outboundTrunks, dispatchRules } = livekit.store;
  const shelves = { InboundTrunk: inboundTrunks, OutboundTrunk: outboundTrunks, DispatchRule: dispatchRules };
  return {
    ...shelved(shelves, (_, id) => id),
    settings: {
      livekitUrl: env.LIVEKIT_URL ?? "",
      livekitApiKey: env.LIVEKIT_API_KEY ?? "",
      livekitApiSecret: env.LIVEKIT_API_SECRET ?? "",
    },
    clear: async () => livekit.reset(),
  };
}

/** Both clouds: the emulated Twilio and any LiveKit. */
export function emulatedContents({ twilio: { store } }: Emulator, livekit: LiveKitBackend): CloudContents {
  const shelves = {
    ElasticTrunk: store.trunks,
    OriginationUrl: store.originationUrls,
    CredentialList: store.credentialLists,
    Credential: store.credentials,
    TrunkCredentialList: store.trunkCredentialLists,
    IpAccessControlList: store.ipAccessControlLists,
    IpAddress: store.ipAddresses,
    TrunkIpAccessControlList: store.trunkIpAccessControlLists,
    PhoneNumber: store.numbers,
    NumberAssociation: store.numbers,
  };
  const twilio = shelved(shelves, (noun, id) => (noun.startsWith("Trunk") ? id : id.slice(id.lastIndexOf("/") + 1)));
  const isLiveKit = (noun: Noun): noun is LiveKitNoun => !(noun in shelves);
  const at = <T>(noun: Noun, there: (noun: LiveKitNoun) => T, here: (noun: Exclude<Noun, LiveKitNoun>) => T): T =>
    isLiveKit(noun) ? there(noun) : here(noun as Exclude<Noun, LiveKitNoun>);
  return {
    holds: (noun, id) =>
      at(
        noun,
        (kind) => livekit.holds(kind, id),
        (kind) => twilio.holds(kind, id),
      ),
    all: (noun) =>
      at(
        noun,
        (kind) => livekit.all(kind),
        (kind) => twilio.all(kind),
      ),
    change: (noun, id, fields) =>
      at(
        noun,
        (kind) => livekit.change(kind, id, fields),
        (kind) => twilio.change(kind, id, fields),
      ),
    remove: (noun, id) =>
      at(
        noun,
        (kind) => livekit.remove(kind, id),
        (kind) => twilio.remove(kind, id),
      ),
  };
}

function shelved<Kind extends Noun>(
  shelves: Record<Kind, Shelf>,
  keyOf: (noun: Kind, id: string) => string,
): CloudContents<Kind> {
  return {
    holds: async (noun, id) => shelves[noun].get(keyOf(noun, id)),
    all: async (noun) => shelves[noun].all(),
    change: async (noun, id, fields) => void shelves[noun].patch(keyOf(noun, id), fields),
    remove: async (noun, id) => void shelves[noun].delete(keyOf(noun, id)),
  };
}
