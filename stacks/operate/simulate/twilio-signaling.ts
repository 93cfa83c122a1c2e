/**
 * The address ranges of Twilio's SIP signaling. A trunk with allowed addresses must allow all of them.
 *
 * @see https://www.twilio.com/docs/sip-trunking/ip-addresses
 */
export const TWILIO_SIGNALING = [
  { cidr: "54.172.60.0/30", place: "Virginia" },
  { cidr: "54.244.51.0/30", place: "Oregon" },
  { cidr: "54.171.127.192/30", place: "Ireland" },
  { cidr: "35.156.191.128/30", place: "Frankfurt" },
  { cidr: "54.65.63.192/30", place: "Tokyo" },
  { cidr: "54.169.127.128/30", place: "Singapore" },
  { cidr: "54.252.254.64/30", place: "Sydney" },
  { cidr: "177.71.206.192/30", place: "São Paulo" },
] as const;
