/** What is read only on request. The main lists of both clouds are always read. */
export interface Needs {
  /** The account's status and type. */
  readonly account?: boolean;
  /** Numbers of others that calls may come from. */
  readonly callerIds?: boolean;
  /** Countries whose dialing permissions matter, ISO 3166-1 alpha-2. */
  readonly countries?: readonly string[];
  /** Twilio's complaints since then. */
  readonly alertsSince?: Date;
  /** Numbers that the stack would buy, in E.164. */
  readonly toBuy?: readonly string[];
  /** The log of calls. */
  readonly calls?: boolean;
}

/** What of the account is this stack's, so that only its surroundings are read in depth. */
export interface Interest {
  /** Ids of Twilio trunks that the stack holds. */
  readonly trunkSids: readonly string[];
  /** The name of its Twilio trunk. */
  readonly trunkName: string;
  /** Its numbers, in E.164. */
  readonly numbers: readonly string[];
}
