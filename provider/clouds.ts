/**
 * Access to both clouds for code that reads them without deploying, with the settings, clients and errors that the
 * resources use. Published as `@arkenos/provider/clouds`. It does not load Pulumi.
 */
export { findExisting } from "./adopt.js";
export { ApiError, NotFoundError, ProviderError } from "./errors.js";
export type { Answer, Call, Send } from "./http.js";
export { type Data, type Lifecycle, lifecycle } from "./lifecycle.js";
export { findLeftBehind } from "./left-behind.js";
export { ruleConflict, trunkConflict } from "./livekit/conflict.js";
export { type LiveKit, livekit } from "./livekit/client.js";
export { type Cloud, Session } from "./session.js";
export { CREDENTIALS, ENVIRONMENT, SECRETS, type Setting, type Settings, settingsFrom, setOf } from "./settings.js";
export { MAX_LIST_LAG_MS } from "./retry.js";
export type { Attachment, KnownCredential, OwnedNumber, TwilioAccount } from "./twilio/account.js";
export { deletedOutside, isAdoptedId, nothingToAdopt } from "./refusal.js";
export { parentId } from "./object-id.js";
export { topologyOf } from "./owner.js";
export type { AnySpec, Link } from "./spec.js";
export { twilio } from "./twilio/client.js";
export { alerts, dialingPermissions } from "./twilio/monitoring.js";
export { hostOfSipUri, transportOfSipUri } from "./values/sip-uri.js";
export { numberPrices } from "./twilio/pricing.js";
export { type Offer, type Search, searchNumbers, searchProp, typesSoldIn } from "./twilio/number-search.js";
export { withoutSecrets } from "./without-secrets.js";
