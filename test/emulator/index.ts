export type { Call, Cloud, CloudParts } from "./cloud.js";
export { Collection } from "./collection.js";
export { type Dialed, dial } from "./dial.js";
export { type Emulator, type Options, start } from "./emulator.js";
export { type Fault, Faults, type Held } from "./faults.js";
export { API_KEY, API_SECRET, livekitParts } from "./livekit/livekit.js";
export type { LiveKitStore } from "./livekit/store.js";
export type { TwilioStore } from "./twilio/store.js";
export { twilioParts } from "./twilio/twilio.js";
