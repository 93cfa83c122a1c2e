/** A call from the telephone network. */
export interface PhoneCall {
  /** The caller's number. */
  readonly from: string;
  /** The called number. */
  readonly to: string;
  /** Digits entered at the PIN prompt; empty if none. @default "" */
  readonly pin?: string;
  /** The address from which Twilio signals. @default unknown, so that allowed addresses are not checked */
  readonly sourceIp?: string;
}

/** A call as it reaches LiveKit. */
export interface Invite extends Required<Omit<PhoneCall, "sourceIp">> {
  readonly sourceIp: string | undefined;
  /** Whether the carrier offers only encrypted media. */
  readonly encrypted: boolean;
}
