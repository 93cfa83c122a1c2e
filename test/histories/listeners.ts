import { dial } from "@arkenos/emulator";
import type { Clouds } from "./clouds.js";
import { type Ledger, STRANGER } from "./ledger.js";
import type { Stack } from "./stack.js";

/** Where a call to a stack's number ends. */
export type Listening = ReadonlyMap<
  string,
  "on no trunk of ours" | "answered" | "unanswered" | "sent elsewhere by a stranger"
>;

/** The caller's number. */
export const CALLER = "+15105550177";

/** The current results of calls to all numbers of a stack. */
export function listening(stack: Stack, clouds: Clouds, ledger: Ledger): Listening {
  const { store } = clouds.twilio;
  const stores = { livekit: clouds.project(stack.config.place).store, twilio: store };
  return new Map(
    Object.keys(stack.config.numbers).map((number) => {
      const [owned] = store.numbers.all(({ phoneNumber }) => phoneNumber === number);
      const isOnOurs = owned?.trunkSid && ledger.has(`twilio.trunks/${owned.trunkSid}`, stack.actor);
      if (!isOnOurs) return [number, "on no trunk of ours"];
      if (dial(stores, { from: CALLER, to: number }).ok) return [number, "answered"];
      const urls = store.originationUrls.all(({ trunkSid }) => trunkSid === owned.trunkSid);
      const isDiverted = urls.some(({ sid }) => ledger.has(`twilio.originationUrls/${sid}`, STRANGER));
      return [number, isDiverted ? "sent elsewhere by a stranger" : "unanswered"];
    }),
  );
}

/** Numbers that a step of ours left ringing: they are on our trunk, and their previous receiver is gone. */
export function leftRinging(before: Listening, after: Listening): string[] {
  return [...after].flatMap(([number, now]) =>
    now === "unanswered" && before.get(number) !== "unanswered"
      ? [`left ${number} on the trunk with nobody listening; before it was ${before.get(number) ?? "not wanted"}`]
      : [],
  );
}
