import {
  API_KEY,
  API_SECRET,
  type CloudParts,
  Collection,
  type LiveKitStore,
  livekitParts,
  type TwilioStore,
  twilioParts,
} from "@arkenos/emulator";

/** A LiveKit project. */
export interface Project {
  /** Its name at LiveKit Cloud, `wss://<name>.livekit.cloud`. */
  readonly name: string;
  readonly parts: CloudParts<LiveKitStore>;
}

/** A Twilio account with a LiveKit project, in which a stack lives. */
export type Place = 0 | 1;

/** Numbers that the accounts own from the start. */
export const OWNED: Readonly<Record<Place, readonly string[]>> = {
  0: ["+15105550100", "+15105550101", "+15105550102", "+15105550103"],
  1: ["+12065550100", "+12065550101"],
};

/** Numbers that are for sale. */
export const FOR_SALE = ["+15105550110", "+15105550111", "+15105550112", "+15105550113"] as const;

const ACCOUNTS = [
  { sid: `AC${"1".padStart(32, "0")}`, authToken: "5ec2e75ec2e75ec2e75ec2e75ec2e75e" },
  { sid: `AC${"2".padStart(32, "0")}`, authToken: "5ec2e75ec2e75ec2e75ec2e75ec2e75f" },
] as const;
const PROJECTS = ["one", "two"] as const;

/** The stores at one moment, by cloud, collection and id. */
export type Snapshot = ReadonlyMap<Collection<object>, ReadonlyMap<string, object>>;

/** Both clouds in memory: one Twilio with two accounts, and two LiveKit projects. */
export class Clouds {
  readonly twilio: CloudParts<TwilioStore> = twilioParts({
    accounts: ACCOUNTS,
    owned: OWNED[0].map((phoneNumber) => ({ phoneNumber })),
    available: FOR_SALE,
  });
  readonly projects: readonly Project[] = PROJECTS.map((name) => ({ name, parts: livekitParts() }));
  readonly #collections: ReadonlyMap<Collection<object>, string>;

  constructor() {
    const { store } = this.twilio;
    for (const phoneNumber of OWNED[1]) {
      const [like] = store.numbers.all();
      if (like) store.numbers.insert({ ...like, ...store.entity("PN", ACCOUNTS[1].sid), phoneNumber });
    }
    for (const { name, parts } of this.projects) parts.store.sipHost = `${name}.sip.livekit.cloud`;
    this.#collections = new Map([
      ...collectionsOf(store, "twilio"),
      ...this.projects.flatMap(({ name, parts }) => collectionsOf(parts.store, name)),
    ]);
  }

  /** A place's LiveKit project. */
  project(place: Place): CloudParts<LiveKitStore> {
    const { parts } = this.projects[place] ?? {};
    if (!parts) throw new Error(`there is no project at ${place}`);
    return parts;
  }

  /** The settings of a stack in a place. */
  settings(place: Place): Readonly<Record<string, string>> {
    const { sid, authToken } = ACCOUNTS[place];
    return {
      ...{ livekitUrl: `wss://${PROJECTS[place]}.livekit.cloud`, livekitApiKey: API_KEY, livekitApiSecret: API_SECRET },
      ...{ twilioAccountSid: sid, twilioAuthToken: authToken },
    };
  }

  /** The cloud behind an address. */
  at(url: URL): CloudParts<unknown> {
    const project = this.projects.find(({ name }) => url.hostname === `${name}.livekit.cloud`);
    return project?.parts ?? this.twilio;
  }

  /** A collection's name, such as `twilio.trunks`. */
  nameOf(collection: Collection<object>): string {
    return this.#collections.get(collection) ?? "";
  }

  /** The collection with this name. */
  shelf(name: string): Collection<object> | undefined {
    return [...this.#collections].find(([, each]) => each === name)?.[0];
  }

  /** A snapshot of the stores. */
  snapshot(): Snapshot {
    return new Map([...this.#collections.keys()].map((collection) => [collection, collection.snapshot()]));
  }

  /** Restores a snapshot. */
  restore(snapshot: Snapshot): void {
    for (const [collection, items] of snapshot) collection.restore(items);
  }
}

/** The account of a place, `AC…`. */
export function accountOf(place: Place): string {
  return ACCOUNTS[place].sid;
}

function collectionsOf(store: object, cloud: string): [Collection<object>, string][] {
  return Object.entries(store).flatMap(([name, part]) =>
    part instanceof Collection
      ? [[part as Collection<object>, `${cloud}.${name}`] as [Collection<object>, string]]
      : [],
  );
}
