/** Data that is read only on request. The main lists of both clouds are always read. */
export interface Needs {
  /** The account's status and type. */
  readonly account?: boolean;
  /** Caller IDs: numbers outside the account from which it may call. */
  readonly callerIds?: boolean;
  /** Countries whose dialing permissions matter, ISO 3166-1 alpha-2. */
  readonly countries?: readonly string[];
  /** Twilio's alerts since this time. */
  readonly alertsSince?: Date;
  /** Numbers that the stack would buy, in E.164. */
  readonly toBuy?: readonly string[];
  /** The call log. */
  readonly calls?: boolean;
}

/** The stack's part of the account, so that only related objects are read in depth. */
export interface Interest {
  /** Ids of Twilio trunks in the stack's state. */
  readonly trunkSids: readonly string[];
  /** The name of its Twilio trunk. */
  readonly trunkName: string;
  /** Its numbers, in E.164. */
  readonly numbers: readonly string[];
}
