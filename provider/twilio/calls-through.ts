import type { SIPOutboundTrunkInfo } from "@livekit/protocol";
import { LastAct } from "../last-act.js";
import { local } from "../local.js";
import { livekit } from "../livekit/client.js";
import { unstamp } from "../livekit/marker.js";
import { isSameStack, isSameTopology } from "../owner.js";
import type { CurrentRun } from "../spec.js";
import type { TwilioAccount } from "./account.js";
import { isTerminationHost } from "../values/termination-host.js";
import { sid } from "./fields.js";

/**
 * The trunk that LiveKit calls through by means of this object. Programs that create resources directly may omit it.
 */
export const callsThroughProp = local(sid("TK", "a trunk").optional());

/** What allows LiveKit to call through a trunk. */
interface CallPath {
  readonly callsThrough?: string | undefined;
  /** The users that it allows to call; undefined means any user. */
  readonly users?: () => Promise<readonly string[]>;
  /** The resource that manages it. */
  readonly owner?: string | undefined;
}

/**
 * Why an object stays that allows LiveKit to call through a trunk: a LiveKit outbound trunk still uses it. The stack's
 * own trunk is deleted before, so a remaining one belongs to others, unless a killed run of this stack left it.
 */
export async function stillCalledThrough(
  account: TwilioAccount,
  { callsThrough, users, owner }: CallPath,
  run: CurrentRun,
): Promise<string | undefined> {
  if (callsThrough === undefined) return undefined;
  const domain = (await account.trunks.find(callsThrough))?.domainName;
  const callers = await callersOf(domain, run);
  const allowed = callers.length > 0 ? await users?.() : [];
  for (const caller of callers) {
    if (allowed !== undefined && !allowed.includes(caller.authUsername)) continue;
    if (!(await wasLeftByKilledRun(caller, owner, run)))
      return `LiveKit's outbound trunk ${caller.sipTrunkId} "${caller.name}" calls through it`;
  }
  return undefined;
}

/** Whether a LiveKit outbound trunk with this topology's marker calls through a termination domain. */
export async function isCalledByUs(domain: string, owner: unknown, run: CurrentRun): Promise<boolean> {
  return (await callersOf(domain, run)).some(({ metadata }) => isSameTopology(unstamp(metadata).owner, owner));
}

/** The LiveKit outbound trunks with another stack's marker that call through a termination domain, as text. */
export async function otherStacksCalling(domain: string, owner: unknown, run: CurrentRun): Promise<string[]> {
  return (await callersOf(domain, run)).flatMap(({ sipTrunkId, name, metadata }) => {
    const { owner: other } = unstamp(metadata);
    if (other === undefined || isSameStack(other, owner)) return [];
    return [`LiveKit's outbound trunk ${sipTrunkId} "${name}" of ${other}`];
  });
}

/** The users of a credential list. */
export async function usersOf(account: TwilioAccount, listSid: string): Promise<string[]> {
  return (await account.credentials.of(listSid).all()).map(({ username }) => username);
}

async function callersOf(domain: string | null | undefined, run: CurrentRun): Promise<SIPOutboundTrunkInfo[]> {
  if (!domain || run.account(livekit) === undefined) return [];
  return (await (await run.client(livekit)).outboundTrunks.all()).filter(({ address }) =>
    isTerminationHost(address, domain),
  );
}

/** Whether a killed run created the trunk, and its resource left the program before the state knew the trunk. */
async function wasLeftByKilledRun(caller: SIPOutboundTrunkInfo, owner: unknown, run: CurrentRun): Promise<boolean> {
  const { owner: marked } = unstamp(caller.metadata);
  const made = new LastAct(run, { type: "livekit:OutboundTrunk", cloud: livekit }, marked);
  return isSameStack(marked, owner) && (await made.mayHaveCreated())(caller.sipTrunkId);
}
