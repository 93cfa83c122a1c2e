import { ACCOUNT_SID } from "../../emulator/twilio/seed.js";
import type { Fault } from "../fault.js";
import type { TestedStack } from "../healthy-stack.js";

const theTrunk = ({ ids }: TestedStack) => ids.InboundTrunk ?? "";

/** TwiML for calls that LiveKit refuses. */
export function addRecovery({ emulator, ids }: TestedStack): void {
  emulator.twilio.store.trunks.patch(ids.ElasticTrunk ?? "", { disasterRecoveryUrl: "https://acme.com/closed" });
}

/** A region of the project that Twilio tries second. */
function addFallback({ emulator: { twilio }, ids }: TestedStack): void {
  twilio.store.originationUrls.insert({
    ...twilio.store.entity("OU", ACCOUNT_SID),
    ...{ trunkSid: ids.ElasticTrunk ?? "", friendlyName: "Fallback", priority: 2, weight: 1, enabled: true },
    sipUrl: "sip:acme.eu.sip.livekit.cloud;transport=tcp",
  });
}

/** Faults that prevent a failover while no worker runs. */
export const failoverFaults: readonly Fault[] = [
  {
    id: "failover-on-486",
    when: "LiveKit drops the status, and the trunk has a disaster recovery URL",
    severity: "warning",
    plant: (target) => addRecovery(target),
    subject: theTrunk,
    names: "livekit-server 1.13.11",
  },
  {
    id: "failover-on-486",
    when: "a fallback region follows a trunk without a status",
    severity: "warning",
    plant: (target) => {
      target.emulator.livekit.store.release = "1.13.11";
      addFallback(target);
    },
    subject: theTrunk,
    names: "acme.eu.sip.livekit.cloud; set inbound.ringingTimeoutStatus to 503",
  },
  {
    id: "failover-on-486",
    when: "somebody removed the stack's status from the trunk",
    severity: "warning",
    plant: (target) => {
      target.emulator.livekit.store.release = "1.13.11";
      addRecovery(target);
      const held = target.desired.held.map((one) =>
        one.noun === "InboundTrunk" ? { ...one, state: { ...one.state, ringingTimeoutStatus: 503 } } : one,
      );
      target.desired = { ...target.desired, held };
    },
    subject: theTrunk,
    names: "arkenos refresh",
  },
  {
    id: "failover-on-486",
    when: "the status is one that Twilio does not fail over on",
    severity: "warning",
    plant: (target) => {
      target.emulator.livekit.store.release = "1.13.11";
      addRecovery(target);
      const { inboundTrunks } = target.emulator.livekit.store;
      const ringingTimeout = { seconds: 20n, nanos: 0 };
      inboundTrunks.patch(target.ids.InboundTrunk ?? "", { ringingTimeoutStatus: 600, ringingTimeout } as never);
    },
    subject: theTrunk,
    names: "rings for 20 s and LiveKit ends it with 600",
  },
];
