/** A call from the telephone network. */
export interface PhoneCall {
  /** The caller's number. */
  readonly from: string;
  /** The called number. */
  readonly to: string;
  /** Digits entered at the PIN prompt; empty if none. @default "" */
  readonly pin?: string;
  /** Where Twilio signals from. @default unknown: allowed addresses are not looked at */
  readonly sourceIp?: string;
}

/** A call as it reaches LiveKit. */
export interface Invite extends Required<Omit<PhoneCall, "sourceIp">> {
  readonly sourceIp: string | undefined;
  /** Whether the carrier offers encrypted media, and only them. */
  readonly encrypted: boolean;
}
