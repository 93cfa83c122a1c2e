import { ACCOUNT_SID } from "../../emulator/twilio/seed.js";
import type { Fault } from "../fault.js";
import type { Patient } from "../healthy-stack.js";

const theTrunk = ({ ids }: Patient) => ids.InboundTrunk ?? "";

/** TwiML for calls that LiveKit refuses. */
export function addRecovery({ emulator, ids }: Patient): void {
  emulator.twilio.store.trunks.patch(ids.ElasticTrunk ?? "", { disasterRecoveryUrl: "https://acme.com/closed" });
}

/** A region of the project that Twilio tries second. */
function addFallback({ emulator: { twilio }, ids }: Patient): void {
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
    when: "a LiveKit that drops the status has a disaster recovery URL behind it",
    severity: "warning",
    plant: (patient) => addRecovery(patient),
    subject: theTrunk,
    names: "livekit-server 1.13.11",
  },
  {
    id: "failover-on-486",
    when: "a fallback region stands behind a trunk that has no status of its own",
    severity: "warning",
    plant: (patient) => {
      patient.emulator.livekit.store.release = "1.13.11";
      addFallback(patient);
    },
    subject: theTrunk,
    names: "acme.eu.sip.livekit.cloud; set inbound.ringingTimeoutStatus to 503",
  },
  {
    id: "failover-on-486",
    when: "somebody took the stack's status off the trunk",
    severity: "warning",
    plant: (patient) => {
      patient.emulator.livekit.store.release = "1.13.11";
      addRecovery(patient);
      const held = patient.desired.held.map((one) =>
        one.noun === "InboundTrunk" ? { ...one, state: { ...one.state, ringingTimeoutStatus: 503 } } : one,
      );
      patient.desired = { ...patient.desired, held };
    },
    subject: theTrunk,
    names: "arkenos refresh",
  },
  {
    id: "failover-on-486",
    when: "the status is one that Twilio does not fail over on",
    severity: "warning",
    plant: (patient) => {
      patient.emulator.livekit.store.release = "1.13.11";
      addRecovery(patient);
      const { inboundTrunks } = patient.emulator.livekit.store;
      const ringingTimeout = { seconds: 20n, nanos: 0 };
      inboundTrunks.patch(patient.ids.InboundTrunk ?? "", { ringingTimeoutStatus: 600, ringingTimeout } as never);
    },
    subject: theTrunk,
    names: "rings for 20 s and LiveKit ends it with 600",
  },
];
