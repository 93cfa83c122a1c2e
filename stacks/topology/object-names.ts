/** Names of the objects as the product documents them; `namePrefix` takes the place of the first word. */
export function objectNames(namePrefix: string) {
  return {
    trunk: `${namePrefix} Inbound`,
    inbound: `${namePrefix} Inbound`,
    rule: `${namePrefix} Dispatch`,
    outbound: `${namePrefix} Outbound`,
    credentials: `${namePrefix} LiveKit`,
  };
}
