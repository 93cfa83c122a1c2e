import type { Seen, SeenTrunk } from "../observe/observed.js";
import { isUsable, likeliestFirst, priorityOf } from "./carrier.js";
import { type Hop, Trail } from "./hop.js";
import type { PhoneCall } from "./phone-call.js";
import { type RingOut, ringOut, twilioGoesOn } from "./ring-out.js";
import { answer, type Clouds, simulate, type Simulated } from "./simulate.js";
import { leadsToProject } from "./sip-hosts.js";
import { parseSipUri } from "@arkenos/provider/values/sip-uri";

/** The route of a share of the calls while no worker runs. */
export interface Unanswered {
  /** The share of all calls that take this route, from 0 to 1. */
  readonly share: number;
  /** The stages of the route. The last one is where it ends. */
  readonly hops: readonly Hop[];
  /** The longest ring time, in seconds; undefined if it never rings. */
  readonly ringsSeconds?: number;
  /** The SIP status that ends the call, if LiveKit ends it. */
  readonly status?: number;
  /** The destination that takes the call over: another host, or the disaster recovery URL. */
  readonly takenOverBy?: string;
}

/**
 * Follows a call to the room, as `simulate` does, and then onward while no worker takes it: the call rings until it
 * times out, and Twilio tries the next origination URL and then the disaster recovery URL, or gives up. Remaining URLs
 * of the same priority are tried by weight, heaviest first. Makes no calls.
 */
export function withoutWorker(clouds: Clouds, call: PhoneCall): readonly Unanswered[] {
  return simulate(clouds, call).map((way) =>
    way.ok ? ringsOut(clouds, call, way) : { share: way.share, hops: way.hops },
  );
}

function ringsOut(clouds: Clouds, call: PhoneCall, { share, hops }: Simulated): Unanswered {
  const trail = new Trail(hops);
  const trunk = clouds.twilio.trunks.find(({ id }) => hops.some((hop) => hop.at === "trunk" && hop.id === id));
  const drawn = hops.findLast(({ at, ok }) => at === "origination" && ok)?.id;
  let ringsSeconds = 0;
  let status = 0;
  const ending = (end: Pick<Unanswered, "status" | "takenOverBy">) => ({
    share,
    hops: trail.hops,
    ringsSeconds,
    ...end,
  });
  for (const url of inTurn(trunk, drawn)) {
    const uri = parseSipUri(url.props.sipUrl ?? "");
    if (uri === undefined) continue;
    if (url.id !== drawn) trail.pass("origination", `After ${status} Twilio tries ${uri.address}`, url.id);
    if (!leadsToProject(uri, clouds.sipHosts)) {
      trail.pass("origination", `${uri.address} is not this LiveKit project, and takes over from here`, url.id);
      return ending({ takenOverBy: uri.address });
    }
    const ring = ringAt(clouds, { ...call, to: uri.user ?? call.to }, trunk);
    if (!ring) {
      trail.fail("origination", `LiveKit does not accept the call from ${uri.address}`, url.id);
      return ending({});
    }
    ringsSeconds += ring.seconds;
    status = ring.status;
    trail.fail("worker", `No worker takes the call: it rings for ${ring.seconds} s, then LiveKit answers ${status}`);
    if (!twilioGoesOn(status)) {
      trail.fail("origination", `Twilio tries nothing else after ${status}`, trunk?.id);
      return ending({ status });
    }
  }
  const { disasterRecoveryUrl } = trunk?.props ?? {};
  if (!disasterRecoveryUrl) {
    trail.fail("origination", `After ${status} Twilio has nothing left to try`, trunk?.id);
    return ending({ status });
  }
  trail.pass(
    "disaster-recovery",
    `After ${status} Twilio follows the instructions at ${disasterRecoveryUrl}`,
    trunk?.id,
  );
  return ending({ takenOverBy: disasterRecoveryUrl });
}

/** How long LiveKit lets a call from one URL ring; undefined if it does not take the call. */
function ringAt({ livekit }: Clouds, call: PhoneCall, trunk: SeenTrunk | undefined): RingOut | undefined {
  const invite = { pin: "", sourceIp: undefined, ...call, encrypted: trunk?.props.secure === true };
  const landed = answer(livekit, invite, new Trail());
  return landed && ringOut(livekit.inboundTrunks.find(({ id }) => id === landed.trunkId));
}

/** The URLs in the order in which Twilio tries them, beginning with the one that it selected first. */
function inTurn(trunk: SeenTrunk | undefined, drawn: string | undefined): Seen<"OriginationUrl">[] {
  const usable = (trunk?.children?.originationUrls ?? []).filter((url) => url.props.enabled && isUsable(url));
  const first = usable.find(({ id }) => id === drawn);
  const rest = usable.filter((url) => url !== first && (!first || priorityOf(url) >= priorityOf(first)));
  return [
    ...(first ? [first] : []),
    ...rest.toSorted((one, other) => priorityOf(one) - priorityOf(other) || likeliestFirst(one, other)),
  ];
}
