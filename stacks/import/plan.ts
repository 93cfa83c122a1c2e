import { resources } from "@arkenos/provider";
import {
  type AnySpec,
  type Data,
  findExisting,
  lifecycle,
  ProviderError,
  type Session,
} from "@arkenos/provider/clouds";
import type { Noun } from "../observe/observed.js";
import type { TelephonyStep } from "../telephony-step.js";
import { linked, UnlinkedError } from "./links.js";
import type { Taken } from "./taken.js";

/** A resource that stays for `up` to make. */
export interface Left {
  readonly step: TelephonyStep;
  readonly reason: string;
}

/** What an import would do. */
export interface Plan {
  readonly taken: readonly Taken[];
  readonly left: readonly Left[];
  /** Why nothing may be imported: several objects are meant, or one is somebody else's. */
  readonly refusals: readonly string[];
}

/**
 * Looks for the objects that the stack would make, among those that are there. Nothing is changed.
 *
 * @param wanted what a preview would make, in its order: what an object hangs on comes before it
 */
export async function planImport(wanted: readonly TelephonyStep[], session: Session): Promise<Plan> {
  const taken: Taken[] = [];
  const left: Left[] = [];
  const refusals: string[] = [];
  for (const step of wanted) {
    try {
      const found = await look(step, taken, session);
      if ("id" in found) taken.push(found);
      else left.push(found);
    } catch (error) {
      if (error instanceof UnlinkedError) left.push({ step, reason: "what it hangs on is not there" });
      else if (error instanceof ProviderError && !("status" in error)) refusals.push(`${step.words}: ${error.message}`);
      else throw error;
    }
  }
  return { taken, left, refusals };
}

async function look(step: TelephonyStep, before: readonly Taken[], session: Session): Promise<Taken | Left> {
  const { noun } = step;
  if (noun === "Credential") {
    return { step, reason: "nobody can read its password; up takes over the one of this username with a new password" };
  }
  // Each kind has types of its own; here all are treated alike.
  const spec: AnySpec = resources[noun].spec;
  const { props, open } = linked(noun, step.props, before);
  const client: unknown = await session.client(spec.cloud);
  const wire: unknown =
    noun === "NumberAssociation"
      ? (await spec.listing(client, "").all()).find(isOnTrunk(props))
      : await findExisting(spec, session, client, { ...props, ...(props.adopt === "never" && { adopt: "by-name" }) });
  if (wire === undefined) return { step, reason: "there is none" };
  const { id, props: live } = spec.fromWire(wire);
  const own = Object.fromEntries(open.map((name) => [name, (live as Data)[name]]));
  const { inputs = {}, props: outputs } = await lifecycle(spec, session).read(id, {
    ...props,
    ...own,
    account: session.account(spec.cloud),
  });
  return { step, noun, id, reason: REASONS[noun], inputs, outputs };
}

/** What tells that an object is the one that is meant. */
const REASONS: Readonly<Record<Noun, string>> = {
  InboundTrunk: "it has this name",
  OutboundTrunk: "it has this name",
  DispatchRule: "it has this name, and serves no other trunk",
  ElasticTrunk: "it has this name, and its calls go nowhere else",
  OriginationUrl: "it has this address or name, and is on that trunk",
  CredentialList: "it has this name",
  Credential: "it has this username",
  TrunkCredentialList: "the list is on that trunk",
  IpAccessControlList: "it has this name",
  IpAddress: "it has this address",
  TrunkIpAccessControlList: "the list is on that trunk",
  PhoneNumber: "the account owns it",
  NumberAssociation: "the number is on that trunk",
};

function isOnTrunk({ number, trunkSid }: Readonly<Record<string, unknown>>) {
  return (owned: { phoneNumber: string; trunkSid?: string }) =>
    owned.phoneNumber === number && owned.trunkSid === trunkSid;
}
