import { resources } from "@arkenos/provider";
import { shown } from "@arkenos/provider/text";
import type { Noun } from "./observe/observed.js";

/** Who holds an object. */
export type Cloud = "LiveKit" | "Twilio";

type Props = Readonly<Record<string, unknown>>;

interface Kind {
  readonly cloud: Cloud;
  readonly words: (props: Props) => string;
}

const named = (noun: string, field: string) => (props: Props) =>
  typeof props[field] === "string" && props[field] !== "" ? `${noun} "${props[field]}"` : noun;
const of = (noun: string, field: string) => (props: Props) =>
  typeof props[field] === "string" ? `${noun} ${props[field]}` : noun;

/** What people call each kind of object. */
const KINDS: Readonly<Record<Noun, Kind>> = {
  InboundTrunk: { cloud: "LiveKit", words: named("inbound trunk", "name") },
  OutboundTrunk: { cloud: "LiveKit", words: named("outbound trunk", "name") },
  DispatchRule: { cloud: "LiveKit", words: named("dispatch rule", "name") },
  ElasticTrunk: { cloud: "Twilio", words: named("trunk", "friendlyName") },
  OriginationUrl: { cloud: "Twilio", words: of("origination URL", "sipUrl") },
  CredentialList: { cloud: "Twilio", words: named("credential list", "friendlyName") },
  Credential: { cloud: "Twilio", words: named("credential", "username") },
  TrunkCredentialList: { cloud: "Twilio", words: () => "credential list on the trunk" },
  IpAccessControlList: { cloud: "Twilio", words: named("IP access control list", "friendlyName") },
  IpAddress: { cloud: "Twilio", words: of("IP address", "ipAddress") },
  TrunkIpAccessControlList: { cloud: "Twilio", words: () => "IP access control list on the trunk" },
  PhoneNumber: { cloud: "Twilio", words: of("phone number", "phoneNumber") },
  NumberAssociation: { cloud: "Twilio", words: ({ number }) => `${String(number)} on the trunk` },
};

/** The cloud that an object is in, and its label: `inbound trunk "Arkenos Inbound"`. */
export function objectLabel(noun: Noun, props: Props): { cloud: Cloud; label: string } {
  const { cloud, words } = KINDS[noun];
  return { cloud, label: shown(words(props)) };
}

/** The kind of object that a resource of the engine stands for; undefined for a resource of another provider. */
export function nounOf(type: string): Noun | undefined {
  return NOUNS.get(type);
}

const NOUNS: ReadonlyMap<string, Noun> = new Map(
  (Object.keys(resources) as Noun[]).map((noun) => [`pulumi-nodejs:dynamic/${resources[noun].spec.type}`, noun]),
);
